"""Which facts a reader asks for: by their type, and by what their entity is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

_CODE_DIGITS, _DIVISION_DIGITS = 8, 2
About = Sequence[Mapping[str, Sequence[str]]]
"""What facts said that their entity is about: lists of text by the names of `contracts.matter`."""


@dataclass(frozen=True)
class Filter:
    """Facts that fit each of these that is given, by any of its values; nothing given asks for all.

    The names and their meaning are those of the feeds' query.
    """

    type: tuple[str, ...] = ()
    """Names of facts, short (`ContractAwarded`) or whole (`bzh.prenan.ContractAwarded.v1`)."""
    cpv: tuple[str, ...] = ()
    """Beginnings of CPV codes; a whole code stands for all under it."""
    department: tuple[str, ...] = ()
    buyer: tuple[str, ...] = ()

    def passes(self, name: str, about: About) -> bool:
        """Whether a fact is one of those asked for, by the name of its type and what its entity is about."""
        return (
            (not self.type or name in self._types or short(name) in self._types)
            and (not self.cpv or any(code.startswith(self._prefixes) for code in _said(about, "cpv")))
            and (not self.department or any(one in self.department for one in _said(about, "department")))
            and (not self.buyer or any(one in self.buyer for one in _said(about, "buyer")))
        )

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset(self.type)

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(prefix_of(code) for code in self.cpv)


def short(name: str) -> str:
    """The name of a fact without its domain and version: `ContractAwarded`."""
    return name.removeprefix("bzh.prenan.").partition(".")[0]


def prefix_of(cpv: str) -> str:
    """What all codes under a CPV code begin with: `30190000` gives `3019`, `30` stays `30`."""
    if len(cpv) < _CODE_DIGITS:
        return cpv
    return cpv[:_DIVISION_DIGITS] + cpv[_DIVISION_DIGITS:].rstrip("0")


def _said(about: About, name: str) -> Iterator[str]:
    for one in about:
        yield from one.get(name, ())
