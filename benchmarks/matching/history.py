"""What was known before the first question: nothing else may reach a ranker."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from benchmarks.matching.contract import Contract, Profile

SHARE_BEFORE = 0.7
"""The part of the contracts that makes the history; the rest is asked."""


@dataclass(frozen=True)
class Split:
    """A register cut at a day: contracts of that day and later are questions, what came before is known."""

    before: Sequence[Contract]
    questions: Sequence[Contract]
    day: date


def split(contracts: Sequence[Contract], share: float = SHARE_BEFORE) -> Split:
    """Cut at the day by which this share was notified; contracts of one day never fall on both sides."""
    day = contracts[min(int(len(contracts) * share), len(contracts) - 1)].on
    before = [each for each in contracts if each.on < day]
    return Split(before, [each for each in contracts if each.on >= day], day)


@dataclass(frozen=True)
class History:
    """The contracts before the split, and the suppliers among whom winners are looked for."""

    contracts: Sequence[Contract]
    pool: Mapping[str, Profile]

    @cached_property
    def held(self) -> Mapping[str, Sequence[Contract]]:
        """The contracts that each supplier held, from the oldest."""
        found: dict[str, list[Contract]] = defaultdict(list)
        for contract in self.contracts:
            for holder in contract.holders:
                found[holder].append(contract)
        return found

    @cached_property
    def clients(self) -> Mapping[str, frozenset[str]]:
        """The buyers that each supplier held a contract of."""
        return {supplier: frozenset(each.buyer for each in held) for supplier, held in self.held.items()}

    @cached_property
    def _homes(self) -> Mapping[str, Counter[str]]:
        """Where the contracts of each buyer were performed, or else where its suppliers are."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for contract in self.contracts:
            own = contract.place.department if contract.place else None
            places = [own] if own else [self._department(holder) for holder in contract.holders]
            found[contract.buyer].update(place for place in places if place)
        return found

    def _department(self, supplier: str) -> str | None:
        place = self.pool[supplier].place if supplier in self.pool else None
        return place.department if place else None

    def home(self, question: Contract) -> str | None:
        """The département of a question: as the register says, else the buyer's usual one; the same for all rankers."""
        if question.place and question.place.department:
            return question.place.department
        usual = self._homes.get(question.buyer)
        return min(usual, key=lambda place: (-usual[place], place)) if usual else None
