"""Facts arrive, in one of the ways in which they may; and each answer is held against the plain one."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from contracts.envelope import Envelope
from tests.component.analytics.naive import FIGURES, Figure, Naive, Question
from tests.component.analytics.observing import Observatory
from tests.component.analytics.streams import shuffled

_FIRST, _COUNT = (int(os.environ.get(f"PRENAN_{name}", usual)) for name, usual in (("STREAM", "0"), ("STREAMS", "2")))
SEEDS = range(_FIRST, _FIRST + _COUNT)
"""Streams that are told; more of them where one looks deeper."""
SLICES = int(os.environ.get("PRENAN_SLICES", "8"))
"""Questions asked of each."""
NEARLY = Fraction(2, 10**6)
"""Medians, means and indices are floating numbers, told to six digits after the point."""


_POSITIONS = re.compile(rb'"positions":{[^}]*}')


async def arrive(observatory: Observatory, facts: Sequence[Envelope], random: Random, *, looks: int = 3) -> None:
    """Everything is told to an observatory that had heard nothing."""
    await observatory.clear()
    await tell(observatory, facts, random, looks=looks)


async def tell(observatory: Observatory, facts: Sequence[Envelope], random: Random, *, looks: int = 1) -> None:
    """Facts come in some order, in batches; the copy looks so many times on the way, and at the end."""
    batches = shuffled(facts, random, most=150)
    pause = len(batches) // (looks + 1) + 1
    for number, (topic, batch) in enumerate(batches, 1):
        await observatory.listeners[topic].hear(batch)
        if number % pause == 0:
            await observatory.columns.catch_up()
    await observatory.columns.catch_up()


async def answers(observatory: Observatory, question: Question, **more: Any) -> bytes:
    """Every figure of a slice as the API words it, but for how many facts it was told: some were told twice."""
    asked = {"indicator": list(FIGURES), **question.parameters, **more}
    answer = await observatory.http.get("/figures", params=asked)
    assert answer.status_code == 200, answer.text
    return _POSITIONS.sub(b"", answer.content)


async def differences(observatory: Observatory, naive: Naive, question: Question) -> list[Any]:
    """Where the observatory and the plain recomputation disagree: (figure, part, said, expected)."""
    asked = {"indicator": list(FIGURES), **question.parameters}
    answer = await observatory.http.get("/figures", params=asked)
    assert answer.status_code == 200, answer.text
    return [found for said in answer.json()["items"] for found in differing(said, naive, question)]


def differing(said: Mapping[str, Any], naive: Naive, question: Question) -> Iterator[Any]:
    """Where one figure, as the API words it, and the plain recomputation disagree."""
    name = said["id"]
    plain = naive.answer(name, question)
    shown = {"": said, **{part["name"]: part for part in said["parts"]}}
    for part, figure in plain.items():
        if not agree(shown[part], figure):
            yield name, part, _numbers(shown[part]), figure
    if said.get("trusted") and not agree(said["trusted"], trusted := naive.answer(name, question, trusted=True)[""]):
        yield name, "trusted", _numbers(said["trusted"]), trusted


def _numbers(said: Mapping[str, Any]) -> list[Any]:
    return [said["numerator"], said["denominator"], said["coverage"]["known"], said["coverage"]["total"]]


def agree(said: Mapping[str, Any], figure: Figure) -> bool:
    """Whether numerator, denominator and coverage are the same numbers."""
    expected = (figure.numerator, figure.denominator, figure.known, figure.total)
    return all(same(one, other) for one, other in zip(_numbers(said), expected, strict=True))


def same(said: Any, expected: Any) -> bool:
    if said is None or expected is None:
        return said is expected
    return abs(Fraction(said) - Fraction(expected)) <= NEARLY
