"""What is written of operators, places and amounts, as columns."""

from services.analytics.domain.establishment import HOME, company
from services.analytics.domain.telling.row import NOBODY, NOWHERE, located, operator
from services.analytics.domain.telling.said import Money, Operator, Place

SIRET = "SIRET"
"""The scheme of an identifier that names none."""


def written_amount(money: Money | None) -> str | None:
    """An amount, EUR excluding VAT."""
    return money["amount"] if money else None


def written_operator(said: Operator | None) -> dict[str, str | None]:
    """An operator as its identifier, and the company behind it."""
    return operator(said.get("scheme", SIRET), said["id"]) if said else NOBODY


def written_company(said: Operator | None) -> str | None:
    """The company behind an operator."""
    return company(said.get("scheme", SIRET), said["id"]) if said else None


def written_place(said: Place | None) -> dict[str, str | None]:
    """A place as its commune, its département and its country, null where unknown."""
    return located(said.get("commune"), said.get("department"), said.get("country", HOME)) if said else NOWHERE
