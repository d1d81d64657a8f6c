"""Who a company is, and where."""

from dataclasses import dataclass

from contracts.vocabulary import Identifier, Place

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
