"""Where a company is: what is said, and what follows from it."""

from dataclasses import dataclass

from tests.component.analytics.naive.ledger import Json

BRITTANY = ("22", "29", "35", "56")
UNION = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)


@dataclass(frozen=True)
class Where:
    """A place; `known` where one can say whether it is in the region."""

    known: bool = False
    department: str | None = None
    commune: str | None = None
    country: str | None = None

    @property
    def regional(self) -> bool:
        return self.department in BRITTANY

    @property
    def territory(self) -> str | None:
        if not self.known:
            return None
        if self.country == "FR":
            return "region" if self.regional else "france"
        return "union" if self.country in UNION else "elsewhere"


NOWHERE = Where()


def where(place: Json | None) -> Where:
    """Somewhere in France is nowhere; abroad the country is enough."""
    if place is None:
        return NOWHERE
    if place["country"] != "FR":
        return Where(True, None, None, place["country"])
    commune = place["commune"]
    department = place["department"] or (commune and (commune[:3] if commune[:2] in ("97", "98") else commune[:2]))
    return Where(True, department, commune, "FR") if department else NOWHERE
