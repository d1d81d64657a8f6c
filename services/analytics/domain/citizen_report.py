"""What somebody says is wrong in a record, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.errors import Conflict, NotFound, Unacceptable
from services.analytics.domain.column import COLUMNS
from services.analytics.domain.field import FIELDS


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"


NEXT: Mapping[ReportState, frozenset[ReportState]] = {
    ReportState.RECEIVED: frozenset({ReportState.ACCEPTED, ReportState.REFUSED}),
    ReportState.ACCEPTED: frozenset(),
    ReportState.REFUSED: frozenset(),
}


class ReportNotFound(NotFound):
    """No such report."""


class ReportSettled(Conflict):
    """The report was accepted or refused already."""


class FieldUnknown(Unacceptable):
    """A contract has no field of this name."""


@dataclass(kw_only=True, eq=False)
class CitizenReport:
    """A report of anyone about a field of a contract.

    `contact` is for whoever decides, is never public, and is forgotten once it is decided (RGPD art. 5.1 c and e).
    """

    id: UUID
    contract_id: UUID
    field: str
    wrong: str
    reported_at: datetime
    contact: str | None = None
    state: ReportState = ReportState.RECEIVED
    reason: str | None = None
    decided_at: datetime | None = None
    decided_by: str | None = None
    revision: int = 1

    @classmethod
    def received(
        cls, identity: UUID, *, contract_id: UUID, field: str, wrong: str, contact: str | None, now: datetime
    ) -> "CitizenReport":
        """A report as it comes in; raises `FieldUnknown`."""
        if field not in COLUMNS and field not in FIELDS:
            raise FieldUnknown(field=field)
        return cls(id=identity, contract_id=contract_id, field=field, wrong=wrong, contact=contact, reported_at=now)

    def decide(self, state: ReportState, *, reason: str, by: str, now: datetime) -> None:
        """Accept or refuse it with a reason; the record is corrected where it is kept. Raises `ReportSettled`."""
        if state not in NEXT[self.state]:
            raise ReportSettled(state=self.state)
        self.state, self.reason, self.decided_by, self.decided_at = state, reason, by, now
        self.contact = None
        self.revision += 1
