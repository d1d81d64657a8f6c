"""Where a company is and how large: what a contract declares, else what the registry of suppliers says."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.vocabulary import Identifier, Place, SizeClass

HOME = "FR"
_OVERSEAS = ("97", "98")


def identity(identifier: Identifier) -> str:
    """An identifier of any scheme in one word, such as `SIRET:23350001600040`."""
    return f"{identifier.scheme}:{identifier.id}"


def company(identifier: Identifier) -> str:
    """The company behind an establishment: its SIREN, or the identifier where the scheme has no SIREN."""
    return identifier.siren or identity(identifier)


def department_of(place: Place) -> str | None:
    """Code of the département of a place, which a commune's INSEE code begins with."""
    if place.department or not place.commune:
        return place.department
    return place.commune[:3] if place.commune.startswith(_OVERSEAS) else place.commune[:2]


@dataclass(frozen=True)
class Location:
    """A place as far as figures need it: a French département, or a country abroad."""

    department: str | None = None
    country: str | None = None

    @classmethod
    def of(cls, place: Place | None) -> "Location":
        """The location of a place; unknown where it is only said to be somewhere in France."""
        if place is None:
            return cls()
        if place.country != HOME:
            return cls(None, place.country)
        department = department_of(place)
        return cls(department, HOME) if department else cls()

    @property
    def known(self) -> bool:
        """Whether it can be said to lie in the region or outside."""
        return self.country is not None


@dataclass(frozen=True)
class Registered:
    """What the registry of suppliers says of an establishment."""

    size: SizeClass | None = None
    location: Location = Location()


Registry = Mapping[str, Registered]
"""The registry by `identity`."""
