"""Whether a bid is in the running for a lot."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, Unacceptable
from contracts.procedures import BidReinstated, BidRejected, RejectionGround
from contracts.vocabulary import Instant, Text, Word


class JudgementStands(Conflict):
    """The bid was judged for this lot before, and this does not follow from that judgement."""


class RegularisationRunning(Conflict):
    """The bidder was asked to regularise its bid, and has until `due` to do so."""


class DueInstantPassed(Unacceptable):
    """The time given for an answer lies in the past."""


class JudgementStatus(StrEnum):
    """What became of a bid for a lot: à régulariser, recevable, or éliminée on one of the grounds of the code."""

    PENDING = "pending"
    ADMISSIBLE = "admissible"
    IRREGULAR = "irregular"
    INAPPROPRIATE = "inappropriate"
    UNACCEPTABLE = "unacceptable"
    ABNORMALLY_LOW = "abnormally-low"
    INELIGIBLE = "ineligible"

    @property
    def ground(self) -> RejectionGround | None:
        """On what ground it is out of the running, if it is."""
        return RejectionGround(self) if self in _REJECTED else None


_REJECTED = frozenset(JudgementStatus(ground) for ground in RejectionGround)
_ADMISSIBLE = frozenset({JudgementStatus.ADMISSIBLE})

NEXT: Mapping[JudgementStatus, frozenset[JudgementStatus]] = {
    JudgementStatus.PENDING: _ADMISSIBLE | _REJECTED,
    JudgementStatus.ADMISSIBLE: _REJECTED,
    **dict.fromkeys((status for status in JudgementStatus if status in _REJECTED), _ADMISSIBLE),
}
"""A bid that was ruled out may be reinstated, where the ground was an error; it is not ruled out twice."""


class Regularisation(Word):
    """What a bidder was asked to put right in its bid, by whom and until when: CCP R2152-2."""

    request: Text
    asked_at: Instant
    due: Instant
    by: Text


def judgement_id(bid_id: UUID, lot: int) -> UUID:
    """The one identity of the judgement of a bid for a lot."""
    return uuid5(bid_id, f"judgement/{lot}")


@dataclass(kw_only=True, eq=False)
class Judgement(Aggregate):
    """The judgement of a bid for one lot (examen de la recevabilité): CCP L2152-1 to L2152-4.

    `version` counts facts told, `revision` changes; `by` is the name of the key of who judged last.
    """

    id: UUID
    tender_id: UUID
    bid_id: UUID
    lot: int
    status: JudgementStatus
    by: str
    at: datetime
    reason: Text | None = None
    regularisation: Regularisation | None = None
    version: int = 0
    revision: int = 1

    @classmethod
    def begun(cls, tender_id: UUID, bid_id: UUID, lot: int, *, by: str, at: datetime) -> Self:
        """A bid of which nothing is decided for this lot."""
        status, identity = JudgementStatus.PENDING, judgement_id(bid_id, lot)
        return cls(id=identity, tender_id=tender_id, bid_id=bid_id, lot=lot, status=status, by=by, at=at)

    @property
    def key(self) -> str:
        """Its facts come in order with those of its procedure."""
        return str(self.tender_id)

    def ask_regularisation(self, request: Text, due: datetime, *, by: str, now: datetime) -> None:
        """Let the bidder put right what is irregular, before anything is decided: CCP R2152-2."""
        if self.status is not JudgementStatus.PENDING:
            raise JudgementStands(status=self.status.value, article="CCP R2152-2")
        if due <= now:
            raise DueInstantPassed(due=due.isoformat())
        self.regularisation = Regularisation(request=request, asked_at=now, due=due, by=by)
        self._changed(by, now)

    def judge(self, status: JudgementStatus, reason: Text | None, *, by: str, now: datetime) -> None:
        """Say whether the bid is in the running; a rejection waits for the end of a regularisation."""
        if status not in NEXT[self.status]:
            raise JudgementStands(status=self.status.value, wanted=status.value)
        self._must_not_cut_short(status, now)
        before, self.status, self.reason = self.status, status, reason
        self._changed(by, now)
        self._tell(before, reason or status.value, now)

    def _must_not_cut_short(self, status: JudgementStatus, now: datetime) -> None:
        asked = self.regularisation
        if asked and status is not JudgementStatus.ADMISSIBLE and now < asked.due:
            raise RegularisationRunning(due=asked.due.isoformat(), article="CCP R2152-2")

    def _tell(self, before: JudgementStatus, reason: Text, now: datetime) -> None:
        whom = {"tender_id": self.tender_id, "bid_id": self.bid_id, "lot": self.lot, "reason": reason}
        if ground := self.status.ground:
            self.tell(BidRejected(**whom, ground=ground, rejected_at=now), at=now)
        elif before.ground:
            self.tell(BidReinstated(**whom, reinstated_at=now), at=now)

    def _changed(self, by: str, now: datetime) -> None:
        self.by, self.at = by, now
        self.revision += 1
