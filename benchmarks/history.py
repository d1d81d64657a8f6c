"""Contracts of the past, as a register gives them: the sample region's, over and over with references of their own."""

from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from typing import Any

from deploy.sample.generator import contracts

UNTIL = date(2025, 12, 31)
BATCH = 500


def records(number: int) -> list[dict[str, Any]]:
    """So many contract records, the same on every machine."""
    return list(islice(_records(), number))


def _records() -> Iterator[dict[str, Any]]:
    for seed in count(1):
        for state in contracts(UNTIL, seed):
            document = state.model_dump(mode="json", exclude_none=True)
            yield {**document, "reference": f"{seed}-{state.reference}"}


def batches(number: int) -> list[list[dict[str, Any]]]:
    """The same in batches of `BATCH`."""
    every = records(number)
    return [every[start : start + BATCH] for start in range(0, number, BATCH)]
