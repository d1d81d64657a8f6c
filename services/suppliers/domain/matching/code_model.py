"""Which CPV codes words stand for, learned from the labels of the vocabulary and from past contracts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from contracts.vocabulary import Cpv

SMOOTHING = 0.5
"""Added to each count, so that a rare word does not decide alone."""
FAR_LESS = 2.0
"""Codes this many logarithms less likely than the best, and further, are no answer."""
LEAST = 0.5
"""Words that are hardly more frequent under a code than elsewhere (e^0.5 times) do not tell it."""
REMEMBERED = 100_000
"""Answers that are kept until the model learns more."""


@dataclass
class CodeModel:
    """Counts of words by code; a word tells of a code as far as it is more frequent there than elsewhere."""

    words: dict[Cpv, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    everywhere: Counter[str] = field(default_factory=Counter)
    using: dict[str, set[Cpv]] = field(default_factory=lambda: defaultdict(set))
    inside: Counter[Cpv] = field(default_factory=Counter)
    total: int = 0
    _told: dict[tuple[str, ...], tuple[Cpv, ...]] = field(default_factory=dict)
    """What was worked out since it last learned: names of companies are made of few words."""

    def learn(self, code: Cpv, words: Iterable[str]) -> None:
        """Take in a text that is known to be of this code."""
        self._told.clear()
        for word in set(words):
            self.words[code][word] += 1
            self.everywhere[word] += 1
            self.using[word].add(code)
            self.inside[code] += 1
            self.total += 1

    def codes(self, words: Sequence[str], most: int = 3) -> tuple[Cpv, ...]:
        """The likeliest codes, the best first; none where the words are unheard of or say nothing."""
        known = tuple(sorted({word for word in words if word in self.using}))
        if (told := self._told.get(known)) is None:
            told = self._worked_out(known)
            if len(self._told) < REMEMBERED:
                self._told[known] = told
        return told[:most]

    def _worked_out(self, known: Sequence[str]) -> tuple[Cpv, ...]:
        candidates = {code for word in known for code in self.using[word]}
        told = sorted((-self._evidence(code, known), code) for code in candidates)
        best = -told[0][0] if told else 0.0
        likely = [code for evidence, code in told if -evidence > max(LEAST, best - FAR_LESS)]
        return tuple(likely)

    def _evidence(self, code: Cpv, words: Sequence[str]) -> float:
        """Sum over the words of the logarithm of how much more frequent each is under this code than everywhere."""
        here = self.words[code]
        shares = {word: self.everywhere[word] / self.total for word in words if here[word]}
        whole = self.inside[code] + SMOOTHING
        return sum(log((here[word] + SMOOTHING * share) / whole / share) for word, share in shares.items())
