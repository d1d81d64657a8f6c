"""The terms of the catalogue as SQL, by the readings that a question asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import Reading, Scope, Slice, Variant
from services.analytics.persistence.measures.term import EVERY, Term

_PLACES = {
    Reading.ESTABLISHMENT: {
        "regional": "regional",
        "known_place": "known_place",
    },
    Reading.HEAD_OFFICE: {
        "regional": "head_regional",
        "known_place": "head_known",
    },
}
_PARTS = {
    Reading.ESTABLISHMENT: {"regional_value": "regional_part", "known_place_value": "known_place_part"},
    Reading.HEAD_OFFICE: {"regional_value": "head_regional_part", "known_place_value": "head_known_part"},
}
TODAY = "$today::DATE"


@dataclass(frozen=True)
class Rendered:
    """A term whose SQL is complete."""

    taken: str
    among: str
    """The same, whether the value is known or not."""
    of: str | None
    term: Term

    @property
    def is_every(self) -> bool:
        """Whether all rows are taken."""
        return self.taken == f"({EVERY})"

    @property
    def counted(self) -> str:
        """The predicate of the rows that are taken: unknown is not."""
        return f"coalesce({self.taken}, false)"


def render(term: Term, grain: Grain, asked: Slice, *, trusted: bool) -> Rendered:
    """A term by the readings of a slice, of declared values or of trusted ones."""
    return by(readings(grain, asked, trusted=trusted), term)


def by(names: Mapping[str, str], term: Term) -> Rendered:
    """A term with SQL in the place of each of the names that it may hold."""
    taken, among = (f"({predicate.format(**names)})" for predicate in (term.taken, term.among or term.taken))
    return Rendered(taken, among, term.of and term.of.format(**names), term)


def readings(grain: Grain, asked: Slice, *, trusted: bool) -> Mapping[str, str]:
    """What the names in a term stand for."""
    return _names(grain, asked.value, asked.scope, asked.variant, asked.reading, asked.window, trusted)


@cache
def _names(
    grain: Grain, value: str, scope: Scope, variant: Variant, reading: Reading, window: int | None, trusted: bool
) -> dict[str, str]:
    kept = f"(CASE WHEN aside_{value} IS NULL THEN {value} END)"
    chosen = kept if trusted else value
    return {
        **_PLACES[reading],
        **{name: _part_of(chosen, part) for name, part in _PARTS[reading].items()},
        **_history(grain, scope, variant, window),
        "value": chosen,
        "allotted": chosen,
        "raw": value,
        "trusted": kept,
        "anomaly": f"aside_{value}",
        "today": TODAY,
    }


def _part_of(value: str, part: str) -> str:
    """A part of a value in whole cents, half of one upwards; most are the whole, and need no long numbers."""
    return f"(CASE WHEN {part} = 1 THEN {value} ELSE round({value} * {part}, 2)::DECIMAL(18,2) END)"


def _history(grain: Grain, scope: Scope, variant: Variant, window: int | None) -> dict[str, str]:
    """Whether a row is a first one: nothing of the scope came in the window before it."""
    own = "own_" if scope is Scope.OWN else ""
    if grain is Grain.CONTRACT:
        whose = "company IS NOT NULL" if variant is Variant.LEAD else "has_company"
        before, beyond = f"{own}months_{variant.value}", f">= {window}"
    else:
        whose, before, beyond = "company IS NOT NULL", f"{own}previous", f"< day - INTERVAL {window} MONTH"
    known = f"(day IS NOT NULL AND {whose})"
    recent = "" if window is None else f" OR {before} {beyond}"
    return {"known_first_time": known, "first_time": f"({known} AND ({before} IS NULL{recent}))"}
