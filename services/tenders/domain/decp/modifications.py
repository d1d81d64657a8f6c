"""What was changed of a contract, in the form of the essential data."""

from contracts.procedures import Modification
from services.tenders.domain.decp import words
from services.tenders.domain.decp.told import Told
from services.tenders.domain.decp.words import Node


def modifications(told: Told, *, day: str, value: str, holder: str | None = None) -> list[Node] | None:
    """Each modification, its day and value under the names of the form, its holders where the form has them."""
    return [{"modification": _modification(told, one, day, value, holder)} for one in told.modifications] or None


def _modification(told: Told, one: Modification, day: str, value: str, holder: str | None) -> Node:
    said = {
        "id": one.number,
        day: one.decided_on.isoformat(),
        "datePublicationDonneesModification": told.changed_on(one),
        "dureeMois": one.months or None,
        value: words.amount(one.value),
        "titulaires": words.operators(one.holders, holder) if one.holders and holder else None,
    }
    return {name: known for name, known in said.items() if known is not None}
