"""The tables of the service, one file a noun, and the domain's classes mapped to them."""

from services.tenders.persistence.tables.base import mapped, projection, state
from services.tenders.persistence.tables.contract import contract
from services.tenders.persistence.tables.execution_act import execution_act
from services.tenders.persistence.tables.known_supplier import known_supplier
from services.tenders.persistence.tables.tender import tender

__all__ = ["contract", "execution_act", "known_supplier", "mapped", "projection", "state", "tender"]
