"""Who a company is, and where."""

from dataclasses import dataclass

from contracts.vocabulary import Scheme

HOME = "FR"
_OVERSEAS = ("97", "98")
_SIREN_DIGITS = 9


def identity(scheme: str, number: str) -> str:
    """An identifier of any scheme in one word, such as `SIRET:23350001600040`."""
    return f"{scheme}:{number}"


def company(scheme: str, number: str) -> str:
    """The company behind an establishment: its SIREN, or the identifier where the scheme has no SIREN."""
    return number[:_SIREN_DIGITS] if scheme == Scheme.SIRET else identity(scheme, number)


def department_of(commune: str) -> str:
    """Code of the département of a commune, with which its INSEE code begins."""
    return commune[:3] if commune.startswith(_OVERSEAS) else commune[:2]


@dataclass(frozen=True)
class Location:
    """A place as far as figures need it: a French département, or a country abroad."""

    department: str | None = None
    country: str | None = None

    @classmethod
    def of(cls, commune: str | None = None, department: str | None = None, country: str = HOME) -> "Location":
        """The location of a place; unknown where it is only said to be somewhere in France."""
        if country != HOME:
            return cls(None, country)
        code = department or (department_of(commune) if commune else None)
        return cls(code, HOME) if code else cls()
