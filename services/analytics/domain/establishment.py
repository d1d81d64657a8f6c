"""Who a company is, and where."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from contracts.vocabulary import Scheme

HOME = "FR"
_OVERSEAS = ("97", "98")
_SIREN_DIGITS = 9


class Operator(Protocol):
    """An identifier of an economic operator, of any scheme."""

    @property
    def scheme(self) -> str:
        """Its kind."""

    @property
    def id(self) -> str:
        """Its number."""


class Site(Protocol):
    """Where an establishment is, as far as its source says."""

    @property
    def commune(self) -> str | None:
        """INSEE code of the commune."""

    @property
    def department(self) -> str | None:
        """Code of the département."""

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""


def identity(identifier: Operator) -> str:
    """An identifier of any scheme in one word, such as `SIRET:23350001600040`."""
    return f"{identifier.scheme}:{identifier.id}"


def company(identifier: Operator) -> str:
    """The company behind an establishment: its SIREN, or the identifier where the scheme has no SIREN."""
    return identifier.id[:_SIREN_DIGITS] if identifier.scheme == Scheme.SIRET else identity(identifier)


@dataclass(frozen=True)
class Location:
    """A place as far as figures need it: a French département, or a country abroad."""

    department: str | None = None
    country: str | None = None

    @classmethod
    def of(cls, place: Site | None) -> "Location":
        """The location of a place; unknown where it is only said to be somewhere in France."""
        return _location(place.commune, place.department, place.country) if place else cls()

    @property
    def known(self) -> bool:
        """Whether it can be said to lie in the region or outside."""
        return self.country is not None


@lru_cache(maxsize=1 << 16)
def _location(commune: str | None, department: str | None, country: str) -> Location:
    if country != HOME:
        return Location(None, country)
    code = department or (department_of(commune) if commune else None)
    return Location(code, HOME) if code else Location()


def department_of(commune: str) -> str:
    """Code of the département of a commune, with which its INSEE code begins."""
    return commune[:3] if commune.startswith(_OVERSEAS) else commune[:2]
