"""Where a holder is, from the codes that registers give: INSEE code first, then post code, then département."""

import re

from contracts.vocabulary import Identifier, Place, Scheme
from deploy.cli.cells import compact

_DEPARTMENT = re.compile(r"0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-5]|97[0-9]|98[0-9]")
_COMMUNE = re.compile(r"(?:0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-578])[0-9]{3}")
_POSTCODE = re.compile(r"[0-9]{5}")
_SPREADSHEET_CODE = re.compile(r"[0-9]{4}")
_FOREIGN_COMMUNES = "99"
_LONGEST_DEPARTMENT = 3
_MONACO = "980"
_SOUTH_CORSICA = ("200", "201")
_ISLANDS = {"97133": "977", "97150": "978"}
"""Saint-Barthélemy and Saint-Martin kept the post codes of Guadeloupe."""
_VAT_COUNTRIES = {"EL": "GR", "XI": "GB"}
"""Prefixes of VAT numbers that are not the ISO code of their country."""


def _five(raw: str, *, french: bool) -> str:
    """A code of five digits; a French one of four has lost its leading zero in a spreadsheet."""
    written = compact(raw).upper()
    return written.zfill(5) if french and _SPREADSHEET_CODE.fullmatch(written) else written


def _checked(department: str, raw: str) -> str:
    if not _DEPARTMENT.fullmatch(department):
        msg = f"{raw!r} is in no French département"
        raise ValueError(msg)
    return department


def from_commune(raw: str, *, french: bool = False) -> Place:
    """The place of an INSEE commune code; overseas and Corsican codes name their département in their first letters."""
    commune = _five(raw, french=french)
    if not _COMMUNE.fullmatch(commune):
        foreign = ": 99 is a foreign country" if commune.startswith(_FOREIGN_COMMUNES) else ""
        msg = f"{raw!r} is not the INSEE code of a commune{foreign}"
        raise ValueError(msg)
    return Place(commune=commune, department=_checked(commune[: _length(commune)], raw))


def from_postcode(raw: str, *, french: bool = False) -> Place:
    """The place of a French post code, CEDEX ones included; 980 is Monaco."""
    postcode = _five(raw, french=french)
    if not _POSTCODE.fullmatch(postcode):
        msg = f"{raw!r} is not a French post code"
        raise ValueError(msg)
    if postcode.startswith(_MONACO):
        return Place(country="MC")
    if postcode.startswith("20"):
        return Place(department="2A" if postcode.startswith(_SOUTH_CORSICA) else "2B")
    return Place(department=_checked(_ISLANDS.get(postcode, postcode[: _length(postcode)]), raw))


def from_department(raw: str) -> Place:
    """The place of a département code."""
    written = compact(raw).upper()
    return Place(department=_checked(written.zfill(2), raw))


def from_code(raw: str) -> Place:
    """The place of a code of two or three characters as a département, of a longer one as a commune or post code."""
    written = compact(raw).upper()
    if len(written) <= _LONGEST_DEPARTMENT:
        return from_department(written)
    try:
        return from_commune(written, french=True)
    except ValueError:
        return from_postcode(written, french=True)


def from_country(raw: str) -> Place | None:
    """A foreign place by its ISO code; None for France, which is no answer to where a holder is."""
    country = raw.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", country):
        msg = f"{raw!r} is not an ISO 3166 code of two letters: map it"
        raise ValueError(msg)
    return None if country == "FR" else Place(country=country)


def from_identifier(identifier: Identifier | None) -> Place | None:
    """The foreign country that a VAT number begins with."""
    if identifier is None or identifier.scheme is not Scheme.TVA:
        return None
    prefix = identifier.id[:2]
    return None if prefix == "FR" else Place(country=_VAT_COUNTRIES.get(prefix, prefix))


def _length(code: str) -> int:
    """A département has two characters, overseas three."""
    return 3 if code.startswith(("97", "98")) else 2
