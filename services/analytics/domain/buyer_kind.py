"""What kind of public buyer somebody is, as far as its number tells."""

from enum import StrEnum


class BuyerKind(StrEnum):
    """Kind of a buyer by how INSEE numbers public bodies (SIREN that begin with 1 or 2)."""

    STATE = "state"
    COMMUNE = "commune"
    DEPARTMENT = "department"
    REGION = "region"
    INTERCOMMUNAL = "intercommunal"
    HEALTH_AND_SOCIAL = "health-and-social"
    OTHER = "other"


PREFIXES: dict[str, BuyerKind] = {
    "1": BuyerKind.STATE,
    "20": BuyerKind.INTERCOMMUNAL,
    "21": BuyerKind.COMMUNE,
    "22": BuyerKind.DEPARTMENT,
    "23": BuyerKind.REGION,
    "24": BuyerKind.INTERCOMMUNAL,
    "25": BuyerKind.INTERCOMMUNAL,
    "26": BuyerKind.HEALTH_AND_SOCIAL,
}
"""Kind by the first digits of a SIREN; all others are of kind other."""


def buyer_kind(siret: str) -> BuyerKind:
    """The kind of a buyer."""
    return next((kind for prefix, kind in PREFIXES.items() if siret.startswith(prefix)), BuyerKind.OTHER)
