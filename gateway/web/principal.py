"""Whom the key of a visit stands for, as the API says it."""

from dataclasses import dataclass

from gateway.web.visit import Visit

_EVERY = "*"
_COMPANIES = frozenset({"supplier", "other-supplier"})
_SIREN_DIGITS, _SIRET_DIGITS = 9, 14


@dataclass(frozen=True)
class Principal:
    """Somebody's rights: `organisation` is a SIRET, None for those who act for every organisation or for none."""

    client: str
    organisation: str | None
    scopes: frozenset[str]

    def may(self, *scopes: str) -> bool:
        """Whether one of the scopes is theirs."""
        return not self.scopes.isdisjoint(scopes)


async def principal(visit: Visit) -> Principal:
    """Who visits; raises `Refused` where nobody is logged in."""
    found = await visit.api.get("/principal")
    organisation = found["organisation"]
    return Principal(found["client"], None if organisation == _EVERY else organisation, frozenset(found["scopes"]))


def own_siren(visit: Visit) -> str | None:
    """The SIREN of the company whose profile a visitor keeps; None for everybody else."""
    visitor = visit.visitor
    keeps = visitor is not None and visitor.role in _COMPANIES and len(visitor.organisation) == _SIRET_DIGITS
    return visitor.organisation[:_SIREN_DIGITS] if visitor and keeps else None
