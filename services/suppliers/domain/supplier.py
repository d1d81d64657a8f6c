"""A supplier, as the registry knows it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.errors import Conflict, NotFound, Unacceptable
from contracts.calendar import end_of
from contracts.suppliers import (
    SupplierMerged,
    SupplierRegistered,
    SupplierReinstated,
    SupplierState,
    SupplierSuspended,
    SupplierUpdated,
    SupplierVerified,
)
from contracts.vocabulary import Text
from services.suppliers.domain.identity import path_of, supplier_id, written
from services.suppliers.domain.knowledge import completed
from services.suppliers.domain.provenance import Provenance, Source, changed_fields, retold, spoken_for
from services.suppliers.domain.supplier_status import NEXT, SupplierStatus


class SupplierNotFound(NotFound):
    """No such supplier."""


class SupplierAlreadyRegistered(Conflict):
    """A supplier with this identifier is registered otherwise; update it instead."""


class IdentifierFixed(Unacceptable):
    """A supplier keeps the identifier under which it was registered."""


class StandingRefused(Conflict):
    """The supplier does not stand where this would be possible."""


class MergedIntoItself(Unacceptable):
    """A supplier is merged into another one."""


@dataclass(kw_only=True, eq=False)
class Supplier(Aggregate):
    """Whoever offers works, goods or services to public buyers (opérateur économique): CCP L1220-1.

    `suspended_until` is the last day of a suspension that ends by itself, `merged_into` who it was found to be.
    """

    id: UUID
    state: SupplierState
    status: SupplierStatus = SupplierStatus.ACTIVE
    provenance: Provenance = field(default_factory=dict)
    verified_at: datetime | None = None
    suspended_until: date | None = None
    merged_into: UUID | None = None
    version: int = 0

    @property
    def due_at(self) -> datetime | None:
        """When its suspension ends by itself: the first instant after the last day, in Paris."""
        if self.status is not SupplierStatus.SUSPENDED or self.suspended_until is None:
            return None
        return end_of(self.suspended_until)

    @classmethod
    def registered(cls, state: SupplierState, source: Source | None = None) -> Self:
        """A supplier that enters the registry."""
        supplier = cls(id=supplier_id(state.identifier), state=state)
        supplier._note(None, source)
        supplier.tell(SupplierRegistered(supplier_id=supplier.id, supplier=state))
        return supplier

    def must_be(self, state: SupplierState) -> None:
        """Refuse to register it again in another state; saying the same twice is harmless."""
        if state != self.state:
            path = path_of(self.state.identifier)
            raise SupplierAlreadyRegistered(f"It is registered otherwise; update it by PUT {path}", path=path)

    def update(self, state: SupplierState, source: Source | None = None) -> bool:
        """Replace all that is known; tells nothing, and is False, where nothing differs."""
        if state.identifier != self.state.identifier:
            raise IdentifierFixed(identifier=written(self.state.identifier))
        if state == self.state:
            return False
        before, self.state = self.state, state
        self._note(before, source)
        self.tell(SupplierUpdated(supplier_id=self.id, supplier=state))
        return True

    def learn(self, said: SupplierState, source: Source | None = None) -> bool:
        """Add what a register says, but for what the company itself told; False where it says nothing new."""
        return self.update(completed(self.state, said, spoken_for(self.provenance)), source)

    def verify(self, evidence: Text, *, now: datetime) -> None:
        """Record that it is who it says."""
        self._must_be_here()
        self.verified_at = now
        fact = SupplierVerified(supplier_id=self.id, supplier=self.state, evidence=evidence, verified_at=now)
        self.tell(fact, at=now)

    def suspend(self, reason: Text, *, until: date | None, now: datetime) -> None:
        """Keep it from awards for now (exclusion): CCP L2141-1 to L2141-11."""
        self._move(SupplierStatus.SUSPENDED)
        self.suspended_until = until
        self.tell(SupplierSuspended(supplier_id=self.id, supplier=self.state, reason=reason, until=until), at=now)

    def reinstate(self, reason: Text, *, now: datetime) -> None:
        """End its suspension."""
        if self.status is not SupplierStatus.SUSPENDED:
            raise StandingRefused(status=self.status.value)
        self._move(SupplierStatus.ACTIVE)
        self.suspended_until = None
        self.tell(SupplierReinstated(supplier_id=self.id, supplier=self.state, reason=reason), at=now)

    def end_suspension(self, *, now: datetime) -> None:
        """Let a suspension end whose last day is over."""
        if self.due_at and self.due_at <= now:
            self.reinstate(f"The suspension ended on {self.suspended_until}", now=now)

    def merge(self, other: "Supplier", reason: Text, *, now: datetime) -> None:
        """Let another one answer for it from now on; the other learns what it did not know."""
        if other.id == self.id:
            raise MergedIntoItself
        other._must_be_here()
        self._move(SupplierStatus.MERGED)
        self.merged_into = other.id
        other.update(completed(self.state.model_copy(update={"identifier": other.state.identifier}), other.state))
        into = {"into": other.id, "into_identifier": other.state.identifier}
        self.tell(SupplierMerged(supplier_id=self.id, supplier=self.state, reason=reason, **into), at=now)

    def _move(self, status: SupplierStatus) -> None:
        if status not in NEXT[self.status]:
            raise StandingRefused(status=self.status.value)
        self.status = status

    def _must_be_here(self) -> None:
        if self.status is SupplierStatus.MERGED:
            raise StandingRefused(status=self.status.value, into=str(self.merged_into))

    def _note(self, before: SupplierState | None, source: Source | None) -> None:
        if source is not None:
            fields = changed_fields(before, self.state)
            self.provenance = retold(self.provenance, fields, self.state, source)
