"""Which entries of the registry may be one supplier, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from contracts.suppliers import SupplierState
from services.suppliers.domain.name import folded


@dataclass(frozen=True)
class Entry:
    """A supplier as far as duplicates are looked for."""

    id: UUID
    state: SupplierState


@dataclass(frozen=True)
class Duplicate:
    """Two entries that may be one, with the reasons: the more, the likelier."""

    one: UUID
    other: UUID
    reasons: tuple[str, ...]


def duplicates(entries: Sequence[Entry]) -> list[Duplicate]:
    """The pairs among a few entries that have two reasons or more to be one, the likeliest first."""
    pairs = (Duplicate(one.id, other.id, _reasons(one.state, other.state)) for one, other in combinations(entries, 2))
    found = [pair for pair in pairs if len(pair.reasons) > 1]
    return sorted(found, key=lambda pair: (-len(pair.reasons), str(pair.one), str(pair.other)))


def _reasons(one: SupplierState, other: SupplierState) -> tuple[str, ...]:
    return tuple(name for name, holds in _REASONS.items() if holds(one, other))


def _same_company(one: SupplierState, other: SupplierState) -> bool:
    return one.identifier.siren is not None and one.identifier.siren == other.identifier.siren


def _same_name(one: SupplierState, other: SupplierState) -> bool:
    return folded(one.name) == folded(other.name)


def _same_commune(one: SupplierState, other: SupplierState) -> bool:
    return bool(one.place and other.place and one.place.commune and one.place.commune == other.place.commune)


def _same_point(one: SupplierState, other: SupplierState) -> bool:
    return one.coordinates is not None and one.coordinates == other.coordinates


def _same_number(one: SupplierState, other: SupplierState) -> bool:
    """A French VAT number ends with the SIREN (CGI, annexe 3, art. 96 octies; python-stdnum checks its key)."""
    if one.identifier.scheme is other.identifier.scheme:
        return False
    return one.identifier.siren == other.identifier.id[-9:] or other.identifier.siren == one.identifier.id[-9:]


_REASONS: dict[str, Callable[[SupplierState, SupplierState], bool]] = {
    "same-company": _same_company,
    "same-number": _same_number,
    "same-name": _same_name,
    "same-commune": _same_commune,
    "same-point": _same_point,
}
