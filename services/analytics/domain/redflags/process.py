"""What bids compete in: a contracting process (procédure), or one lot of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from services.analytics.domain.redflags.award import Award, active, settled
from services.analytics.domain.redflags.bid import DISQUALIFIED, SUBMITTED, VALID, Bid


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot with what was offered and decided for it alone; `tenderer_count` where it is declared."""

    id: str
    bids: Sequence[Bid] = ()
    awards: Sequence[Award] = ()
    tenderer_count: float | None = None


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process with its buyer (acheteur) and its procuring entity, its bids and awards.

    `method` is the code of the procedure (`open`, `selective`, …), `method_details` its local name. `opened_at` and
    `deadline` bound the submission period. `bids` and `awards` are those of the whole process; `lots` may divide them.
    """

    id: str
    status: str | None = None
    buyer: str | None = None
    procuring_entity: str | None = None
    method: str | None = None
    method_details: str | None = None
    opened_at: datetime | None = None
    deadline: datetime | None = None
    tenderer_count: float | None = None
    bids: Sequence[Bid] = ()
    awards: Sequence[Award] = ()
    lots: Sequence[Lot] = ()

    @cached_property
    def submitted(self) -> list[Bid]:
        """Bids that were handed in and not withdrawn."""
        return [bid for bid in self.bids if bid.status in SUBMITTED]

    @cached_property
    def valid(self) -> list[Bid]:
        """Bids that were found regular, acceptable and appropriate (CCP L2152-1)."""
        return [bid for bid in self.bids if bid.status == VALID]

    @cached_property
    def disqualified(self) -> list[Bid]:
        """Bids that were set aside."""
        return [bid for bid in self.bids if bid.status == DISQUALIFIED]

    @cached_property
    def each_alone(self) -> bool:
        """Whether every submitted bid has exactly one tenderer."""
        return all(len(bid.tenderers) == 1 for bid in self.submitted)

    @cached_property
    def decided(self) -> bool:
        """Whether something was awarded, or not, and no award is open."""
        return settled(self.awards)

    @cached_property
    def active_awards(self) -> list[Award]:
        """The awards in force."""
        return active(self.awards)

    @cached_property
    def winners(self) -> frozenset[str]:
        """Suppliers of the awards in force."""
        return frozenset(supplier for award in self.active_awards for supplier in award.suppliers)


def by_lot(process: Process) -> Iterator[Process]:
    """Each lot as a process of its own, named `process/lot`; the process itself where it has no lots."""
    if not process.lots:
        yield process
    for lot in process.lots:
        yield replace(
            process,
            id=f"{process.id}/{lot.id}",
            bids=lot.bids,
            awards=lot.awards,
            tenderer_count=lot.tenderer_count,
            lots=(),
        )


def members(bids: Iterable[Bid]) -> Mapping[str, list[str]]:
    """The ids of bids by tenderer, in the order in which tenderers appear."""
    found: dict[str, list[str]] = {}
    for bid in bids:
        for tenderer in bid.tenderers:
            found.setdefault(tenderer, []).append(bid.id)
    return found
