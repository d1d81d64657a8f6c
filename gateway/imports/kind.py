"""What may be imported: by which route of which service, under whose scope, known by which external id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Noun(StrEnum):
    """What a file holds."""

    CONTRACTS = "contracts"
    PAYMENTS = "payments"
    PLAN_ENTRIES = "plan-entries"
    SUPPLIERS = "suppliers"
    TENDERS = "tenders"


@dataclass(frozen=True)
class Kind:
    """How one noun is imported; `external_id` is the member, dots leading inwards, that names a row."""

    service: str
    path: str
    scope: str
    external_id: str
    more: Mapping[str, str] = field(default_factory=dict)
    """What goes with the records of a batch."""

    def name_of(self, record: Mapping[str, Any]) -> str | None:
        """The external id of a record, where it has one."""
        found: Any = record
        for part in self.external_id.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        return None if found is None else str(found)[:200]


KINDS: Mapping[Noun, Kind] = {
    Noun.CONTRACTS: Kind("tenders", "/contract-records", "contracts:import", "reference", {"reason": "Import"}),
    Noun.PAYMENTS: Kind("tenders", "/payment-records", "payments:write", "external_id"),
    Noun.PLAN_ENTRIES: Kind("tenders", "/plan-entry-records", "plan-entries:write", "reference"),
    Noun.SUPPLIERS: Kind("suppliers", "/supplier-records", "suppliers:import", "identifier.id"),
    Noun.TENDERS: Kind("tenders", "/tender-records", "tenders:write", "external_id"),
}
