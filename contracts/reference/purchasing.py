"""How the buyer divides its purchases: operational departments, purchase areas and CPV divisions."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field

from contracts.reference.document import Document, Labelled, Record, read
from contracts.vocabulary import Nature, Text

Prefix = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
_DIVISION_DIGITS = 2


class Area(Labelled):
    """A purchase area (segment d'achat) with the CPV prefixes that belong to it."""

    cpv: tuple[Prefix, ...]


class Department(Labelled):
    """An operational department (direction opérationnelle) that buys."""


class Division(Record):
    """One of the 45 divisions of the CPV, named by its first two digits."""

    code: Annotated[str, Field(pattern=r"^[0-9]{2}$")]
    nature: Nature
    fr: Text
    en: Text


class AreaDocument(Document):
    """Every purchase area."""

    areas: tuple[Area, ...]


class DepartmentDocument(Document):
    """Every operational department."""

    departments: tuple[Department, ...]


class DivisionDocument(Document):
    """Every CPV division."""

    divisions: tuple[Division, ...]


@cache
def areas() -> Mapping[str, Area]:
    """The purchase areas by code."""
    return {area.code: area for area in read("areas.yaml", AreaDocument).areas}


@cache
def departments() -> Mapping[str, Department]:
    """The operational departments by code."""
    document = read("departments.yaml", DepartmentDocument)
    return {each.code: each.model_copy(update={"sample": document.sample}) for each in document.departments}


@cache
def divisions() -> Mapping[str, Division]:
    """The CPV divisions by their two digits."""
    return {division.code: division for division in read("cpv_divisions.yaml", DivisionDocument).divisions}


@cache
def _areas_by_prefix() -> Mapping[str, str]:
    return {prefix: area.code for area in areas().values() for prefix in area.cpv}


def area_of(cpv: str) -> str | None:
    """The purchase area that a CPV code falls in, by its longest known prefix."""
    prefixes = (cpv[:length] for length in range(len(cpv), 1, -1))
    return next((_areas_by_prefix()[prefix] for prefix in prefixes if prefix in _areas_by_prefix()), None)


def nature_of(cpv: str) -> Nature | None:
    """The main nature that a CPV code implies by its division; None for a division that does not exist."""
    division = divisions().get(cpv[:_DIVISION_DIGITS])
    return division.nature if division else None
