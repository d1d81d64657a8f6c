"""Random questions to the observatory: filters that something bears, and readings in every combination."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from tests.component.analytics.naive import Naive, Question
from tests.component.analytics.naive.question import FILTERS

PERIODS = (
    "all",
    "all",
    "undated",
    "rolling-12",
    "2022",
    "2023",
    "2024",
    "2025",
    "2024-Q3",
    "2025-02",
    "2023-05-01..2024-04-30",
)
READINGS: dict[str, tuple[Any, ...]] = {
    "scope": ("with-mandataries", "own"),
    "value": ("initial", "planned", "current", "paid"),
    "subsequent": (False, True),
    "window": ("48", "12", "all"),
    "variant": ("any", "lead"),
    "reading": ("establishment", "head-office"),
}
DAYS = (date(2022, 1, 3), date(2023, 8, 15), date(2024, 12, 31), date(2025, 10, 26))


def questions(random: Random, naive: Naive, count: int, *, past: float = 0.2) -> Iterator[Question]:
    """So many, the first of which asks for everything."""
    yield Question()
    told = values(naive)
    for _ in range(count - 1):
        yield a_question(random, told, past=past)


def values(naive: Naive) -> dict[str, list[str]]:
    """What rows say of each dimension."""
    rows = [row for grain in naive.world(Question()).rows.values() for row in grain]
    return {name: sorted({row[name] or "none" for row in rows}) for name in FILTERS}


def a_question(random: Random, told: dict[str, list[str]], *, past: float = 0.2) -> Question:
    """Up to three filters, each of up to three values, and any reading."""
    asked: dict[str, Any] = {
        name: random.choice(several) for name, several in READINGS.items() if random.random() < 0.4
    }
    for name in random.sample(FILTERS, random.choice((0, 1, 1, 2, 3))):
        chosen = random.sample(told[name], min(random.randint(1, 3), len(told[name])))
        asked[name] = tuple(sorted({_beginning(random, one) for one in chosen} if name == "cpv" else set(chosen)))
    if random.random() < past:
        asked |= {
            name: random.choice(DAYS)
            for name in random.choice((("as_of",), ("as_known_on",), ("as_of", "as_known_on")))
        }
    return Question(period=random.choice(PERIODS), **asked)


def _beginning(random: Random, code: str) -> str:
    return code if code == "none" else code[: random.choice((2, 3, 8))]
