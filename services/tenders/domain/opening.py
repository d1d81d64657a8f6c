"""The opening of the bids of a phase: who acted when, and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID, uuid5

from pydantic import Field

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, Forbidden
from contracts.offers import Offer, OffersOpened
from contracts.procedures import Phase
from contracts.vocabulary import Text, Word
from services.tenders.domain.seal import Seal
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove
from services.tenders.domain.tender_status import TenderStatus


class OpeningTooEarly(Conflict):
    """Bids are opened after the deadline; the attempt is recorded."""


class ShareRefused(Forbidden):
    """This is no share of the key of this phase; the attempt is recorded."""


class OpeningStatus(StrEnum):
    """Where an opening stands: prévue, then tenue."""

    SCHEDULED = "scheduled"
    OPENED = "opened"


NEXT: Mapping[OpeningStatus, frozenset[OpeningStatus]] = {
    OpeningStatus.SCHEDULED: frozenset({OpeningStatus.SCHEDULED, OpeningStatus.OPENED}),
    OpeningStatus.OPENED: frozenset(),
}


class OpeningAct(Word):
    """What somebody did at an opening; a refused attempt says why."""

    at: datetime
    by: Text
    member: int | None = None
    refused: Text | None = None


class GivenShare(Word):
    """A share of the private key in clear, kept from when its member gives it to when enough have: never so many."""

    key_id: str
    index: Annotated[int, Field(ge=1, le=20)]
    needed: Annotated[int, Field(ge=2, le=20)]
    value: Annotated[str, Field(max_length=2000)]
    checksum: Annotated[str, Field(max_length=20)]


@dataclass(kw_only=True, eq=False)
class Opening(Aggregate):
    """The opening of one phase of a tender; `shares` holds what its members gave until it is done, then nothing."""

    id: UUID
    tender_id: UUID
    phase: Phase
    key_id: str
    threshold: int
    status: OpeningStatus = OpeningStatus.SCHEDULED
    acts: tuple[OpeningAct, ...] = ()
    shares: tuple[GivenShare, ...] = ()
    opened_at: datetime | None = None
    version: int = 0
    changes: int = 1

    @classmethod
    def scheduled(cls, tender: Tender, seal: Seal) -> Self:
        """The opening that a phase will have, named after its key."""
        return cls(
            id=uuid5(tender.id, seal.key_id),
            tender_id=tender.id,
            phase=tender.phase,
            key_id=seal.key_id,
            threshold=seal.threshold,
        )

    @property
    def key(self) -> str:
        """Facts of an opening come in order with those of its tender."""
        return str(self.tender_id)

    @property
    def revision(self) -> int:
        """Every act counts, the refused ones too."""
        return self.changes

    def refuse(self, why: Text, *, by: Text, at: datetime) -> None:
        """Record an attempt that was refused."""
        self._act(OpeningAct(at=at, by=by, refused=why))

    def contribute(self, share: GivenShare, *, by: Text, at: datetime) -> None:
        """Take a member's share, in place of what it gave before; giving the same again changes nothing."""
        self._must_allow(OpeningStatus.SCHEDULED)
        if share not in self.shares:
            self.shares = (*(one for one in self.shares if one.index != share.index), share)
            self._act(OpeningAct(at=at, by=by, member=share.index))

    def conclude(self, offers: tuple[Offer, ...], *, at: datetime) -> None:
        """Forget the shares and tell what was offered."""
        self._must_allow(OpeningStatus.OPENED)
        self.status, self.opened_at, self.shares = OpeningStatus.OPENED, at, ()
        self.changes += 1
        self.tell(
            OffersOpened(opening_id=self.id, tender_id=self.tender_id, phase=self.phase, opened_at=at, offers=offers),
            at=at,
        )

    def _must_allow(self, status: OpeningStatus) -> None:
        if status not in NEXT[self.status]:
            raise IllegalMove(status=self.status.value, wanted=status.value)

    def _act(self, act: OpeningAct) -> None:
        self.acts += (act,)
        self.changes += 1


def must_be_time(tender: Tender) -> None:
    """Refuse before the end of the time for bids, and once they are open: CCP R2143-3."""
    if tender.status in (TenderStatus.PUBLISHED, TenderStatus.DRAFT):
        raise OpeningTooEarly(deadline=tender.deadline.isoformat() if tender.deadline else None)
    if tender.status is not TenderStatus.CLOSED:
        raise IllegalMove(status=tender.status.value, wanted=TenderStatus.OPENED.value)


def must_fit(share: GivenShare, seal: Seal) -> None:
    """Refuse a share of another key."""
    if share.key_id != seal.key_id or share.needed != seal.threshold:
        raise ShareRefused("The share is of another key than the one that sealed these bids.", key_id=seal.key_id)
