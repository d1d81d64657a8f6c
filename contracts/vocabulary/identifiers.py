"""Numbers of economic operators, each checked as its register says."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from stdnum.eu import vat

from contracts.vocabulary.word import Word

_SIREN = re.compile(r"[0-9]{9}")
_DOUBLED = str.maketrans("0123456789", "0246813579")
"""Digits as Luhn counts every second one: twice, and the sum of the digits of that."""
# Patterns say [0-9] and not \d: the latter also matches the digits of other scripts.
_SIRET = re.compile(r"[0-9]{14}")
_LA_POSTE = "356000000"


# A register names the same companies again and again, and a consumer reads every fact of it: the check is remembered.
_remembered = lru_cache(maxsize=1 << 16)


def _passes_luhn(digits: str) -> bool:
    """The check of Luhn (ISO/IEC 7812-1 annex B); written out, for registers have millions of numbers."""
    return sum(map(int, digits[-1::-2] + digits[-2::-2].translate(_DOUBLED))) % 10 == 0


@_remembered
def _siren(value: str) -> str:
    if not (_SIREN.fullmatch(value) and _passes_luhn(value)):
        msg = f"{value!r} is not a SIREN: nine digits that pass the Luhn check"
        raise ValueError(msg)
    return value


@_remembered
def _siret(value: str) -> str:
    """Luhn over 14 digits and over the SIREN; La Poste has too many for it: theirs may sum to a multiple of five."""
    passes = _SIRET.fullmatch(value) and _passes_luhn(value[:9])
    if not (passes and (_passes_luhn(value) or (value.startswith(_LA_POSTE) and sum(map(int, value)) % 5 == 0))):
        msg = f"{value!r} is not a SIRET: fourteen digits that pass the Luhn check"
        raise ValueError(msg)
    return value


@_remembered
def _vat(value: str) -> str:
    """Written in one way, without blanks and points, so that one number is one identity."""
    if not vat.is_valid(value):
        msg = f"{value!r} is not a VAT number of the European Union"
        raise ValueError(msg)
    return str(vat.compact(value))


Siren = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{9}$"),
    AfterValidator(_siren),
    Field(json_schema_extra={"format": "siren"}),
]
"""Number of a legal unit in the French register: nine digits, Luhn (INSEE)."""
Siret = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{14}$"),
    AfterValidator(_siret),
    Field(json_schema_extra={"format": "siret"}),
]
"""Number of an establishment in the French register: its SIREN and five digits, Luhn (INSEE)."""
VatNumber = Annotated[str, AfterValidator(_vat), Field(json_schema_extra={"format": "vat"})]
"""VAT number of a member state, with its country prefix (dir. 2006/112 art. 215)."""


class Scheme(StrEnum):
    """Kind of an identifier of an economic operator (DECP 2.0, typeIdentifiant)."""

    SIRET = "SIRET"
    TVA = "TVA"
    TAHITI = "TAHITI"
    RIDET = "RIDET"
    FRWF = "FRWF"
    IREP = "IREP"
    OUTSIDE_EU = "HORS-UE"


def _identifier(value: "Identifier") -> "Identifier":
    checks = {Scheme.SIRET: _siret, Scheme.TVA: _vat}
    if check := checks.get(value.scheme):
        number = check(value.id)
        return value if number == value.id else value.model_copy(update={"id": number})
    if not re.fullmatch(r"[\w.\-/](?:[\w .\-/]{0,38}[\w.\-/])?", value.id):
        msg = f"{value.id!r} is not an identifier of scheme {value.scheme}"
        raise ValueError(msg)
    return value


class Identifier(Word):
    """A typed identifier of an economic operator; see `OperatorId` for the validated form."""

    scheme: Scheme = Scheme.SIRET
    id: str

    @property
    def siren(self) -> str | None:
        """The legal unit's number, where the identifier is a SIRET."""
        return self.id[:9] if self.scheme is Scheme.SIRET else None


OperatorId = Annotated[Identifier, AfterValidator(_identifier)]
