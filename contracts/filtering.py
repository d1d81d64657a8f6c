"""Which facts a reader asks for: by their type, by the CPV they are about, by the department they are of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Filter:
    """Facts of these types, about these CPV (prefixes: `45` is all works), of these departments; empty asks for all.

    A fact that says nothing of a CPV or of a department passes there: a reader may get more than it asked for, and
    never misses what happens later to a procedure that it follows.
    """

    types: tuple[str, ...] = ()
    """Names of facts, short (`ContractAwarded`) or whole (`bzh.prenan.ContractAwarded.v1`)."""
    cpv: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    def passes(self, event: Mapping[str, Any]) -> bool:
        """Whether a structured event is one of those asked for."""
        if self.types and not self._is_of_type(event["type"]):
            return False
        if not (self.cpv or self.departments):
            return True
        data = event["data"]
        departments = set(departments_of(data))
        is_there = not (self.departments and departments) or not departments.isdisjoint(self.departments)
        return is_there and _begins(list(cpv_of(data)), self.cpv)

    @cached_property
    def _types(self) -> frozenset[str]:
        return frozenset(self.types)

    def _is_of_type(self, name: str) -> bool:
        return name in self._types or short(name) in self._types


def short(name: str) -> str:
    """The name of a fact without its domain and version: `ContractAwarded`."""
    return name.removeprefix("bzh.prenan.").partition(".")[0]


def cpv_of(data: Mapping[str, Any]) -> Iterator[str]:
    """The CPV that a fact says: its own, those of its lots, those of what its supplier does."""
    for part in _parts(data):
        for one in (part, *part.get("lots", ())):
            if one.get("cpv"):
                yield one["cpv"]
        yield from part.get("activities", ())


def departments_of(data: Mapping[str, Any]) -> Iterator[str]:
    """The department of the buyer that a fact says (direction)."""
    for part in _parts(data):
        if part.get("department"):
            yield part["department"]


def _parts(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a fact says of itself, and the whole state of what it is about where it tells that."""
    yield data
    for member in ("contract", "supplier"):
        if isinstance(data.get(member), Mapping):
            yield data[member]


def _begins(said: Sequence[str], asked: tuple[str, ...]) -> bool:
    return not (asked and said) or any(one.startswith(asked) for one in said)
