"""Versions and lots are one contract: counted apart, a winner of the past is asked for in its own future."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from benchmarks.matching.contract import Contract
from services.suppliers.persistence.analysis import words

ALIKE = 0.7
"""Share of the words of two objects that are the same from which on they are near-identical."""
TOGETHER = timedelta(days=45)
"""Lots of one consultation are notified within this time."""


def collapsed(contracts: Sequence[Contract]) -> list[Contract]:
    """The earliest contract of all that have the same buyer and holders, near-identical objects, and date or amount."""
    groups: dict[tuple[str, frozenset[str]], list[tuple[Contract, frozenset[str]]]] = defaultdict(list)
    for contract in contracts:
        said = frozenset(word for word in words(contract.text) if not word.isdigit())
        group = groups[contract.buyer, contract.holders]
        if not any(_same(kept, kept_words, contract, said) for kept, kept_words in group):
            group.append((contract, said))
    kept = [contract for group in groups.values() for contract, _ in group]
    return sorted(kept, key=lambda each: (each.on, each.number))


def _same(kept: Contract, kept_words: frozenset[str], other: Contract, said: frozenset[str]) -> bool:
    close = other.on - kept.on <= TOGETHER or _equal(kept.value, other.value)
    union = len(kept_words | said)
    return close and (union == 0 or len(kept_words & said) >= ALIKE * union)


def _equal(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts differ by less than a hundredth."""
    return bool(one and other) and abs(one - other) * 100 <= max(one, other)
