"""The tables of the service, one file a noun, and the domain's classes mapped to them."""

from services.tenders.persistence.tables.base import mapped, projection, state
from services.tenders.persistence.tables.bid import bid, sealed_piece
from services.tenders.persistence.tables.contract import contract
from services.tenders.persistence.tables.known_supplier import known_supplier
from services.tenders.persistence.tables.opening import opening
from services.tenders.persistence.tables.ownership import ownership
from services.tenders.persistence.tables.tender import tender

__all__ = [
    "bid",
    "contract",
    "known_supplier",
    "mapped",
    "opening",
    "ownership",
    "projection",
    "sealed_piece",
    "state",
    "tender",
]
