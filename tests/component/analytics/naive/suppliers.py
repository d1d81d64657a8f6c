"""What the registry says of an establishment."""

from dataclasses import dataclass
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json, Ledger
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.places import Where, where


def written(identifier: Json | None) -> str | None:
    """Scheme and number in one word."""
    return f"{identifier['scheme']}:{identifier['id']}" if identifier else None


def company(identifier: Json | None) -> str | None:
    """The legal unit: its SIREN, or the identifier of another scheme."""
    if identifier is None:
        return None
    return str(identifier["id"][:9]) if identifier["scheme"] == "SIRET" else written(identifier)


@dataclass(frozen=True)
class Registered:
    """The last that the registry told of an establishment."""

    size: str | None = None
    where: Where = Where()
    head: Where = Where()
    turnover: Fraction | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None
    said: bool = False


def registry(ledger: Ledger) -> dict[str, Registered]:
    found = {}
    for told in ledger.last("SupplierRegistered", "SupplierUpdated").values():
        state = told.data["supplier"]
        found[str(written(state["identifier"]))] = Registered(
            size=state["size"],
            where=where(state["place"]),
            head=where(state.get("head_office")),
            turnover=amount(state.get("turnover")),
            social_economy=state.get("social_economy"),
            inclusive=state.get("inclusive"),
            said=True,
        )
    return found
