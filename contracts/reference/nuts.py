"""Which département a territorial unit is."""

from collections.abc import Mapping
from functools import cache

from contracts.reference.document import Document, read
from contracts.vocabulary import DepartmentCode, Nuts

LEVEL_3 = 5
"""Characters of a unit of level 3."""


class Units(Document):
    """The French départements by their NUTS code."""

    departments: dict[Nuts, DepartmentCode]


@cache
def departments() -> Mapping[str, str]:
    """Code of the département by NUTS code of level 3."""
    return dict(read("nuts.yaml", Units).departments)


@cache
def units() -> Mapping[str, Nuts]:
    """NUTS code of level 3 by the code of the département."""
    return {department: unit for unit, department in departments().items()}


def within(unit: Nuts) -> frozenset[str]:
    """The départements of a unit, however wide it is."""
    return frozenset(department for one, department in departments().items() if one.startswith(unit))


def department_of(unit: Nuts) -> str | None:
    """The département of a unit of level 3; None for a wider one, and outside of France."""
    return departments().get(unit)
