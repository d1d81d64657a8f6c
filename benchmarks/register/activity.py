"""What invented companies do: codes of the NAF rev. 2 that public buyers meet, and words of their trade.

The weights are invented, in the order of size that the register of companies shows.
"""

import csv
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

FILE = Path(__file__).parent / "activities.csv"


@dataclass(frozen=True)
class Activity:
    """A class of the NAF with the words by which such companies call themselves."""

    naf: str
    words: tuple[str, ...]
    weight: int


def _read() -> tuple[Activity, ...]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Activity(row["naf"], tuple(row["words"].split("|")), int(row["weight"])) for row in csv.DictReader(file)
        )


ACTIVITIES = _read()
CUMULATED = tuple(accumulate(activity.weight for activity in ACTIVITIES))
"""For drawing one by its weight."""
