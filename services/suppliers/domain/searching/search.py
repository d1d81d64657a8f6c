"""What is looked for among suppliers, and what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from contracts.vocabulary import Cpv
from services.suppliers.domain.searching.circle import Circle


class Sort(StrEnum):
    """In which order suppliers come."""

    RELEVANCE = "relevance"
    NAME = "name"


class Facet(StrEnum):
    """What the suppliers found are counted by; `cpv` by division."""

    DEPARTMENT = "department"
    SIZE = "size"
    CPV = "cpv"
    LABEL = "label"


@dataclass(frozen=True)
class Search:
    """Which suppliers; all that is said must hold. `won_before` and `new_to` are buyers."""

    text: str | None = None
    cpv: Cpv | None = None
    department: str | None = None
    size: str | None = None
    label: str | None = None
    won_before: str | None = None
    new_to: str | None = None
    near: Circle | None = None
    sort: Sort = Sort.RELEVANCE

    @property
    def subtree(self) -> str | None:
        """The digits that the codes of a CPV subtree have in common: all but the zeros that end it, at least two."""
        return None if self.cpv is None else (self.cpv.rstrip("0") or self.cpv).ljust(2, "0")

    @property
    def number(self) -> str | None:
        """The SIREN or SIRET that the text is, without its blanks."""
        digits = "".join((self.text or "").split())
        return digits if digits.isdigit() and len(digits) in {9, 14} else None


@dataclass(frozen=True)
class Found:
    """A stretch of the suppliers found, in their order, and how many there are by each facet that was asked for."""

    ids: Sequence[str]
    facets: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Named:
    """A supplier that a text may stand for."""

    id: str
    name: str
