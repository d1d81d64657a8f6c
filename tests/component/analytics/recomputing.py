"""Facts arrive, in one of the ways in which they may; and each answer is held against the plain one."""

import os
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from contracts.envelope import Envelope
from tests.component.analytics.naive import FIGURES, Figure, Naive, Question
from tests.component.analytics.observing import Observatory
from tests.component.analytics.streams import shuffled

SEEDS = range(int(os.environ.get("PRENAN_STREAMS", "2")))
"""Streams that are told; more of them where one looks deeper."""
SLICES = int(os.environ.get("PRENAN_SLICES", "25"))
"""Questions asked of each."""
NEARLY = Fraction(2, 10**6)
"""Medians, means and indices are floating numbers, told to six digits after the point."""


async def arrive(observatory: Observatory, facts: Sequence[Envelope], random: Random, *, looks: int = 3) -> None:
    """Everything is told in some order, in batches; the copy looks a few times on the way, and at the end."""
    await observatory.clear()
    batches = shuffled(facts, random, most=150)
    for number, (topic, batch) in enumerate(batches):
        await observatory.listeners[topic].hear(batch)
        if number % (len(batches) // looks + 1) == 0:
            await observatory.columns.catch_up()
    await observatory.columns.catch_up()


async def answers(observatory: Observatory, question: Question, **more: Any) -> bytes:
    """Every figure of a slice, as the API words it."""
    asked = {"indicator": list(FIGURES), **question.parameters, **more}
    answer = await observatory.http.get("/figures", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.content


async def differences(observatory: Observatory, naive: Naive, question: Question) -> list[Any]:
    """Where the observatory and the plain recomputation disagree: (figure, part, said, expected)."""
    asked = {"indicator": list(FIGURES), **question.parameters}
    answer = await observatory.http.get("/figures", params=asked)
    assert answer.status_code == 200, answer.text
    return [found for said in answer.json()["items"] for found in _differing(said, naive, question)]


def _differing(said: Mapping[str, Any], naive: Naive, question: Question) -> Iterator[Any]:
    name = said["id"]
    plain = naive.answer(name, question)
    shown = {"": said, **{part["name"]: part for part in said["parts"]}}
    for part, figure in plain.items():
        if not agree(shown[part], figure):
            yield name, part, _numbers(shown[part]), figure
    if said["trusted"] and not agree(said["trusted"], trusted := naive.answer(name, question, trusted=True)[""]):
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
