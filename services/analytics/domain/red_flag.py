"""A red flag as the observatory raised it, and may clear it again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import NotFound
from contracts.flags import FlagFact, RedFlagCleared, RedFlagRaised
from services.analytics.domain.finding import Finding

_DIGITS = Decimal("0.000001")


class FlagUnknown(NotFound):
    """No red flag has this identifier."""


@dataclass(frozen=True)
class Comment:
    """What the buyer says of a flag: mostly why it is innocent; `written_by` is the name of a key."""

    id: UUID
    flag_id: UUID
    text: str
    written_by: str
    written_at: datetime
    revision: int = 1


@dataclass(kw_only=True, eq=False)
class RedFlag(Aggregate):
    """One rule that found one subject unusual in a year; `said` is what was last told of it."""

    id: UUID
    year: int
    raised: bool = False
    said: RedFlagRaised | None = None
    version: int = 0

    @property
    def key(self) -> str:
        """All that is told of a procedure comes in order; a buyer's and a company's flags each by themselves."""
        return str(self.said.tender_id or self.id) if self.said else str(self.id)

    def find(self, finding: Finding, department: str | None, at: datetime) -> None:
        """Raise it, or say anew why; nothing where it says what it said before."""
        fact = _fact(finding, department, at)
        if self.raised and self.said and self.said.model_copy(update={"at": at}) == fact:
            return
        self.raised, self.said = True, fact
        self.tell(fact, at)

    def clear(self, at: datetime) -> None:
        """It is found no more."""
        if self.raised and self.said:
            self.raised = False
            same = {name: getattr(self.said, name) for name in FlagFact.model_fields}
            self.tell(RedFlagCleared(**same, at=at), at)


def _fact(finding: Finding, department: str | None, at: datetime) -> RedFlagRaised:
    told = {
        name: getattr(finding, name) for name in ("rule", "subject", "year", "tender_id", "lot", "buyer", "company")
    }
    return RedFlagRaised(
        **told,
        flag_id=finding.id,
        department=department,
        value=_number(finding.value),
        fence=_number(finding.fence),
        tenders=finding.tenders,
        bids=finding.bids,
        at=at,
    )


def _number(found: float | None) -> Decimal | None:
    return None if found is None else Decimal(repr(found)).quantize(_DIGITS)
