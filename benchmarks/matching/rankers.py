"""Simple ways to rank suppliers, as references: random, popularity, same department, history."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random
from typing import Protocol

from benchmarks.matching.contract import Contract
from benchmarks.matching.history import History

DEPTH = 100
"""Positions that are looked at."""
CLASS_DIGITS = 4


class Ranker(Protocol):
    """Whatever ranks the suppliers of a pool for a past contract, having learned from the history alone."""

    name: str

    def rank(self, question: Contract) -> Sequence[str]:
        """The first `DEPTH` suppliers."""


def _shuffled(suppliers: Sequence[str], question: Contract) -> list[str]:
    """Always the same accidental order for a question."""
    return Random(f"{question.buyer} {question.text}").sample(sorted(suppliers), len(suppliers))  # noqa: S311 - no secret


class ByChance:
    """Any supplier."""

    name = "random"

    def __init__(self, history: History) -> None:
        self._all = sorted(history.pool)

    def rank(self, question: Contract) -> Sequence[str]:
        """Any `DEPTH` of them."""
        return _shuffled(self._all, question)[:DEPTH]


class ByPopularity:
    """Those who won the most."""

    name = "popularity"

    def __init__(self, history: History) -> None:
        held = history.held
        self._order = sorted(history.pool, key=lambda each: (-len(held.get(each, ())), each))[:DEPTH]

    def rank(self, question: Contract) -> Sequence[str]:  # noqa: ARG002 - it is the same for all
        """The same for every question."""
        return self._order


class ByDepartment:
    """Those established where it is to be done."""

    name = "same department"

    def __init__(self, history: History) -> None:
        self._history = history
        self._local: dict[str | None, list[str]] = defaultdict(list)
        for each in history.pool.values():
            self._local[each.place.department if each.place else None].append(each.id)

    def rank(self, question: Contract) -> Sequence[str]:
        """Local ones in an accidental order, then others."""
        home = self._history.home(question)
        local = _shuffled(self._local.get(home, []), question) if home else []
        others = [] if len(local) >= DEPTH else _shuffled(sorted(set(self._history.pool) - set(local)), question)
        return [*local, *others][:DEPTH]


class ByHistory:
    """Those who won from this buyer in this class of the CPV, then from this buyer, then in this class."""

    name = "history"

    def __init__(self, history: History) -> None:
        self._history = history
        self._won: dict[tuple[int, Sequence[str | None]], Counter[str]] = defaultdict(Counter)
        self._all = Counter({each: len(held) for each, held in history.held.items() if each in history.pool})
        for contract in history.contracts:
            for key in enumerate(self._keys(contract)):
                self._won[key].update(each for each in contract.holders if each in history.pool)
        self._popular = ByPopularity(history).rank

    def _keys(self, contract: Contract) -> Sequence[Sequence[str | None]]:
        """What past contracts have in common with a question, the most telling first."""
        buyer, prefix = contract.buyer, _class(contract)
        return (buyer, prefix), (buyer,), (prefix,)

    def rank(self, question: Contract) -> Sequence[str]:
        """By the counts of past contracts, in this order."""
        counts = [self._won[key] for key in enumerate(self._keys(question))]
        found = {each for count in counts for each in count}
        order = sorted(found, key=lambda each: (*(-count[each] for count in counts), -self._all[each], each))
        rest = (each for each in self._popular(question) if each not in found)
        return [*order, *rest][:DEPTH]


class ByLocalHistory(ByHistory):
    """The same, with those who won in the département before those who won in the class: knowing places helps most."""

    name = "history and place"

    def _keys(self, contract: Contract) -> Sequence[Sequence[str | None]]:
        buyer, prefix, home = contract.buyer, _class(contract), self._history.home(contract)
        return (buyer, prefix), (buyer,), (home, prefix), (home,), (prefix,)


def _class(contract: Contract) -> str:
    return (contract.code or "")[:CLASS_DIGITS]
