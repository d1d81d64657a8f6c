"""How complete a profile is, and what to add next."""

from dataclasses import dataclass

from contracts.reference.completeness import CompletenessField, completeness
from services.suppliers.domain.supplier import Supplier


@dataclass(frozen=True)
class Score:
    """Points of what is told, 0 to 100, and the fields that would add most, the best first."""

    points: int
    missing: tuple[CompletenessField, ...]


def score(supplier: Supplier, *, certificates: int) -> Score:
    """The completeness of a supplier that shows so many valid certificates."""
    fields = completeness().fields
    missing = [field for field in fields if not _told(field.code, supplier, certificates)]
    points = sum(field.points for field in fields) - sum(field.points for field in missing)
    return Score(points, tuple(sorted(missing, key=lambda field: (-field.points, field.code))))


def _told(code: str, supplier: Supplier, certificates: int) -> bool:
    if code == "certificates":
        return certificates > 0
    if code == "verified":
        return supplier.verified_at is not None
    return bool(getattr(supplier.state, code.replace("-", "_")))
