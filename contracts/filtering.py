"""Which facts a reader asks for: by their type, and by what their entity is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_CODE_DIGITS, _DIVISION_DIGITS = 8, 2
About = Sequence[Mapping[str, Sequence[str]]]
"""What facts said that their entity is about: lists of text by `cpv`, `department` and `buyer`."""


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
        if self.type and not {name, short(name)} & set(self.type):
            return False
        prefixes = tuple(prefix_of(code) for code in self.cpv)
        return (
            (not prefixes or any(code.startswith(prefixes) for code in _said(about, "cpv")))
            and (not self.department or not set(self.department).isdisjoint(_said(about, "department")))
            and (not self.buyer or not set(self.buyer).isdisjoint(_said(about, "buyer")))
        )


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


def matter_of(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the body of a fact says that its entity is about."""
    parts = [data, *(data[name] for name in ("contract", "supplier") if isinstance(data.get(name), Mapping))]
    cpv = [one.get("cpv") for part in parts for one in (part, *(part.get("lots") or ()))]
    cpv += [code for part in parts for code in part.get("activities") or ()]
    said = {"cpv": cpv, **{name: [part.get(name) for part in parts] for name in ("department", "buyer")}}
    return {name: [value for value in values if value] for name, values in said.items()}
