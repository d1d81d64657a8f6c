"""An entry of a purchase plan, from its announcement to the tender that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.procedures import PlanEntryPublished, PlanEntryTendered, PlanEntryWithdrawn, PlannedPurchase
from contracts.vocabulary import Siret, Text
from services.tenders.domain.buyer import Buyer

PLAN = uuid5(NAMESPACE_URL, "https://prenan.bzh/plan-entries")


class PlanEntryNotFound(NotFound):
    """No such entry of a purchase plan."""


class PlanEntryUnknown(Unacceptable):
    """The tender names an entry of the purchase plan that does not exist."""


class PlanEntryOfAnother(Unacceptable):
    """The tender names an entry of another buyer's purchase plan."""


class PlanEntryGone(Conflict):
    """This entry of the purchase plan was withdrawn."""


class IllegalPlanMove(Conflict):
    """The state of the entry does not allow this."""


class PlanReferenceTaken(Conflict):
    """The buyer has an entry of this reference already."""


class ValueBandInverted(Unacceptable):
    """The minimum of an expected value is not above its maximum."""


class PlanIdentityFixed(Unacceptable):
    """An entry keeps the buyer and the reference with which it was announced."""


class PlanStatus(StrEnum):
    """Where an entry of a purchase plan stands: announced, then tendered or withdrawn."""

    ANNOUNCED = "announced"
    TENDERING = "tendering"
    WITHDRAWN = "withdrawn"


NEXT: Mapping[PlanStatus, frozenset[PlanStatus]] = {
    PlanStatus.ANNOUNCED: frozenset({PlanStatus.ANNOUNCED, PlanStatus.TENDERING, PlanStatus.WITHDRAWN}),
    PlanStatus.TENDERING: frozenset({PlanStatus.TENDERING}),
    PlanStatus.WITHDRAWN: frozenset(),
}
"""A further tender may come of an entry, where the first one found no winner."""


def plan_entry_id(buyer: Siret, reference: Text) -> UUID:
    """The one identity of a buyer's reference, however often and from wherever it is recorded."""
    return uuid5(PLAN, f"{buyer}/{reference}")


class RegisteredPurchase(PlannedPurchase):
    """A planned purchase as the buyer's own register gives it: always under a reference."""

    reference: Text

    def plain(self) -> PlannedPurchase:
        """What is announced of it."""
        return PlannedPurchase.model_validate(self.model_dump())


@dataclass(kw_only=True, eq=False)
class PlanEntry(Aggregate):
    """What a buyer announces that it will buy (programmation des achats); `tenders` are those that came of it."""

    id: UUID
    purchase: PlannedPurchase
    announced_at: datetime
    changed_at: datetime
    status: PlanStatus = PlanStatus.ANNOUNCED
    tenders: tuple[UUID, ...] = ()
    reason: Text | None = None
    version: int = 0

    @classmethod
    def announce(cls, unnamed: UUID, purchase: PlannedPurchase, *, by: Buyer, now: datetime) -> Self:
        """Tell everybody of a purchase to come; its identity is `unnamed` where the buyer gives no reference."""
        by.must_be(purchase.buyer)
        _must_be_in_order(purchase)
        identity = plan_entry_id(purchase.buyer, purchase.reference) if purchase.reference else unnamed
        entry = cls(id=identity, purchase=purchase, announced_at=now, changed_at=now)
        entry.tell(PlanEntryPublished(entry_id=identity, entry=purchase, announced_at=now), at=now)
        return entry

    def change(self, purchase: PlannedPurchase, *, by: Buyer, now: datetime) -> bool:
        """Replace what is announced as a whole; tells nothing, and is False, where nothing differs."""
        by.must_be(self.purchase.buyer)
        if purchase == self.purchase:
            return False
        _must_be_in_order(purchase)
        if (purchase.buyer, purchase.reference) != (self.purchase.buyer, self.purchase.reference):
            raise PlanIdentityFixed(buyer=self.purchase.buyer, reference=self.purchase.reference)
        self._must_be(PlanStatus.ANNOUNCED)
        self.purchase, self.changed_at = purchase, now
        began = self.announced_at
        self.tell(PlanEntryPublished(entry_id=self.id, entry=purchase, changed=True, announced_at=began), at=now)
        return True

    def withdraw(self, reason: Text, *, by: Buyer, now: datetime) -> None:
        """Give a purchase up before any tender came of it."""
        by.must_be(self.purchase.buyer)
        self._must_allow(PlanStatus.WITHDRAWN)
        self.status, self.reason, self.changed_at = PlanStatus.WITHDRAWN, reason, now
        self.tell(PlanEntryWithdrawn(entry_id=self.id, reason=reason, withdrawn_at=now), at=now)

    def must_serve(self, buyer: Siret) -> None:
        """Refuse a tender of another buyer, or one that comes after the withdrawal."""
        if buyer != self.purchase.buyer:
            raise PlanEntryOfAnother(plan_entry=str(self.id))
        if self.status is PlanStatus.WITHDRAWN:
            raise PlanEntryGone(plan_entry=str(self.id))

    def tender(self, tender_id: UUID, buyer: Siret, now: datetime) -> None:
        """Keep which tender came of it, at the tender's publication."""
        self.must_serve(buyer)
        self._must_allow(PlanStatus.TENDERING)
        self.status, self.tenders, self.changed_at = PlanStatus.TENDERING, (*self.tenders, tender_id), now
        self.tell(PlanEntryTendered(entry_id=self.id, tender_id=tender_id, tendered_at=now), at=now)

    def must_be_awaited(self) -> None:
        """Refuse to follow what will not come any more."""
        if self.status is PlanStatus.WITHDRAWN:
            raise PlanEntryGone(plan_entry=str(self.id))

    def _must_allow(self, status: PlanStatus) -> None:
        if status not in NEXT[self.status]:
            raise IllegalPlanMove(status=self.status.value, wanted=status.value)

    def _must_be(self, status: PlanStatus) -> None:
        if self.status is not status:
            raise IllegalPlanMove(status=self.status.value, wanted=status.value)


def _must_be_in_order(purchase: PlannedPurchase) -> None:
    band = purchase.value
    if band and band.minimum.amount > band.maximum.amount:
        raise ValueBandInverted(minimum=str(band.minimum.amount), maximum=str(band.maximum.amount))
