"""The names of what the buyer's reference data have codes for, in the reader's language."""

from typing import Any

from contracts.reference import purchasing, territory
from contracts.reference.authorities import authorities
from contracts.reference.procedures import procedures
from contracts.vocabulary import Procedure
from gateway.web.language import FIRST, Language, printed
from gateway.web.visit import Visit

KINDS_OF_DOCUMENTS = ("rules", "administrative", "technical", "commitment", "prices", "plans", "other")
"""What documents of a call are for (CCP R2132-1)."""
_DIVISION = 2
"""Digits of a CPV code that name its division."""


def _said(language: Language, record: Any, otherwise: str) -> str:
    """The label of a record in a language that it has, else in the first."""
    return printed(str(getattr(record, language.code, None) or getattr(record, FIRST, otherwise)))


def department(language: Language, code: str) -> str:
    """An operational department (direction)."""
    return _said(language, purchasing.departments().get(code), code)


def area(language: Language, code: str) -> str:
    """A purchase area (segment d'achat)."""
    return _said(language, purchasing.areas().get(code), code)


def division(language: Language, cpv: str) -> str:
    """The division of a CPV code."""
    return _said(language, purchasing.divisions().get(cpv[:_DIVISION]), cpv)


def procedure(language: Language, code: str) -> str:
    """An award procedure (procédure de passation)."""
    return _said(language, procedures().get(Procedure(code)), code)


def buyer(language: Language, siret: str) -> str:
    """A contracting authority (pouvoir adjudicateur), by its number where it is none of ours."""
    known = authorities().get(siret)
    return _said(language, known, siret) if known else siret


def place(language: Language, unit: str) -> str:
    """A unit of the NUTS: one of the region's départements, the region, or its code."""
    region = territory.region()
    units: dict[str, Any] = {one.nuts: one for one in region.departments} | {region.nuts: region}
    return _said(language, units.get(unit), unit)


def options(visit: Visit, kind: str) -> list[tuple[str, str]]:
    """The codes of a kind with their names, in the order of the names."""
    language = visit.language
    named = {
        "department": ((code, department(language, code)) for code in purchasing.departments()),
        "area": ((code, area(language, code)) for code in purchasing.areas()),
        "cpv": ((code, division(language, code)) for code in purchasing.divisions()),
        "procedure": ((code.value, procedure(language, code)) for code in procedures()),
    }
    return sorted(named[kind], key=lambda pair: pair[1].casefold())


def absolute(visit: Visit, path: str, **query: Any) -> str:
    """The address of a page with its host, for what leaves this site: feeds, calendars, other people's pages."""
    return str(visit.request.base_url).rstrip("/") + visit.link(path, **query)
