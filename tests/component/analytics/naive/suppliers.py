"""What the registry says of an establishment, and since when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.places import NOWHERE, Where, where


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
    """What the registry told of an establishment at one of its versions."""

    size: str | None = None
    where: Where = NOWHERE
    head: Where = NOWHERE
    turnover: Fraction | None = None
    social_economy: bool | None = None
    inclusive: bool | None = None


class Registry:
    """The versions of each establishment by the day on which they were recorded: nobody says since when they hold."""

    def __init__(self, ledger: Ledger) -> None:
        self._told: dict[str, list[tuple[date, Registered]]] = defaultdict(list)
        for said in ledger.known:
            if said.kind in ("SupplierRegistered", "SupplierUpdated"):
                identifier = str(written(said.data["supplier"]["identifier"]))
                self._told[identifier].append((day_of(said.recorded), _registered(said)))

    def on(self, day: date | None, identifier: str | None) -> Registered:
        """The last version of that day or before it, else of its first day; the last of all where nobody tells one."""
        told = self._told.get(identifier or "", [])
        if not told:
            return Registered()
        day = max(day, told[0][0]) if day else told[-1][0]
        return [one for since, one in told if since <= day][-1]


def _registered(said: Said) -> Registered:
    state = said.data["supplier"]
    return Registered(
        size=state["size"],
        where=where(state["place"]),
        head=where(state["head_office"]),
        turnover=amount(state["turnover"]),
        social_economy=state["social_economy"],
        inclusive=state["inclusive"],
    )
