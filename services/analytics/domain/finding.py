"""What red flags find in a year, in words that can be told: nothing that gives a price of a bid away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.flags import FlagSubject
from services.analytics.domain.redflags.fence import Fence, Fences
from services.analytics.domain.redflags.flag import Flag, Group
from services.analytics.domain.redflags.inquiry import Inquiry
from services.analytics.domain.redflags.process import Process, by_lot
from services.analytics.domain.redflags.settings import COMPARE_PRICES, Settings

PROCEDURES, LOTS = "procedures", "lots"
"""What is compared with what: whole procedures, or lots with lots."""
FEWEST_GAPS = 5
"""A fence of fewer price gaps would say too much of each."""
MOST_EVIDENCE = 100
_ABOUT = {Group.PROCESS: FlagSubject.PROCEDURE, Group.BUYER: FlagSubject.BUYER, Group.TENDERER: FlagSubject.COMPANY}
_OF_ORGANISATIONS = frozenset({Group.BUYER, Group.TENDERER})


@dataclass(frozen=True)
class Finding:
    """One flag of a year, as it may be told."""

    rule: str
    subject: FlagSubject
    year: int
    tender_id: UUID | None
    lot: int | None
    buyer: str | None
    company: str | None
    value: float | None
    fence: float | None
    tenders: tuple[UUID, ...]
    bids: tuple[UUID, ...]

    @property
    def id(self) -> UUID:
        """The same for the same rule, subject and year, whenever it is found."""
        whom = (self.tender_id, self.lot, self.buyer if self.subject is FlagSubject.BUYER else None, self.company)
        return uuid5(NAMESPACE_URL, f"flag {self.rule} {self.subject} {self.year} {whom}")


@dataclass(frozen=True)
class Frozen:
    """A fence as it was frozen for a year, from what was compared the year before; `seen` were compared."""

    comparison: str
    measure: str
    limit: float
    q1: float | None
    q3: float | None
    seen: int

    @property
    def fence(self) -> Fence:
        """The fence that rules hold to."""
        return Fence(self.limit, self.q1, self.q3)


def fences_of(year_before: Sequence[Process]) -> Iterator[Frozen]:
    """The fences that the procedures and lots of one year give to the next (quartiles of type 8, Tukey's reach)."""
    for comparison, seen in _compared(year_before).items():
        inquiry = _inquiry(seen)
        for measure, fence in inquiry.concluded().fences.by_measure.items():
            rule = inquiry.rules[measure.partition(".")[0]]
            if len(getattr(rule, "gaps", range(FEWEST_GAPS))) >= FEWEST_GAPS:
                yield Frozen(comparison, measure, fence.limit, fence.q1, fence.q3, len(seen))


def findings(
    year: int, processes: Sequence[Process], frozen: Iterable[Frozen], buyers: Mapping[str, str]
) -> Iterator[Finding]:
    """What is found in the procedures of a year by the fences frozen for it.

    Procedures are looked at as wholes, their lots where there are several, and organisations by lots, which are what
    they compete for.
    """
    known = list(frozen)
    lots_of = {process.id: len(process.lots) for process in processes}
    for comparison, seen in _compared(processes).items():
        fences = Fences({one.measure: one.fence for one in known if one.comparison == comparison})
        for flag in _inquiry(seen).concluded(fences).flags:
            of_lots = comparison == LOTS
            wanted = of_lots if flag.group in _OF_ORGANISATIONS else not of_lots or _is_divided(flag, lots_of)
            if flag.group in _ABOUT and wanted:
                yield _finding(flag, year, fences, buyers)


def merged(found: Iterable[Finding]) -> dict[UUID, Finding]:
    """Each finding once, by its identity: a company that a rule meets in several procedures has one, of them all."""
    whole: dict[UUID, Finding] = {}
    for one in found:
        other = whole.get(one.id)
        more = (*other.tenders, *one.tenders) if other else one.tenders
        whole[one.id] = replace(one, tenders=_ids(map(str, more)))
    return whole


def _compared(processes: Sequence[Process]) -> dict[str, list[Process]]:
    return {PROCEDURES: list(processes), LOTS: [lot for process in processes for lot in by_lot(process)]}


def _inquiry(processes: Iterable[Process]) -> Inquiry:
    inquiry = Inquiry(Settings.all(), traced=True)
    for process in processes:
        inquiry.see(process)
    return inquiry


def _is_divided(flag: Flag, lots_of: Mapping[str, int]) -> bool:
    """Whether a lot is not the whole procedure, which has its own flags."""
    return lots_of[flag.subject.partition("/")[0]] > 1


def _finding(flag: Flag, year: int, fences: Fences, buyers: Mapping[str, str]) -> Finding:
    """Rules that compare prices tell neither measure nor bids: with the public award they would give prices away."""
    tender, _, lot = flag.subject.partition("/") if flag.group is Group.PROCESS else ("", "", "")
    priced, fence = flag.code in COMPARE_PRICES, _fence(flag, fences)
    return Finding(
        rule=flag.code,
        subject=_ABOUT[flag.group],
        year=year,
        tender_id=UUID(tender) if tender else None,
        lot=int(lot) if lot else None,
        buyer=buyers.get(tender) if tender else flag.subject if flag.group is Group.BUYER else None,
        company=flag.subject if flag.group is Group.TENDERER else None,
        value=None if priced else flag.value,
        fence=fence.limit if fence else None,
        tenders=_ids({one.partition("/")[0] for one in flag.evidence.processes}),
        bids=() if priced else _ids(flag.evidence.bids),
    )


def _fence(flag: Flag, fences: Fences) -> Fence | None:
    names = (flag.code, f"{flag.code}.{flag.group}", f"{flag.code}.ratio")
    return next((fence for name in names if (fence := fences.of(name))), None)


def _ids(said: Iterable[str]) -> tuple[UUID, ...]:
    return tuple(UUID(one) for one in sorted(set(said)))[:MOST_EVIDENCE]
