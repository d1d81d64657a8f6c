"""Invented names: words of the trade, surnames, places."""

import csv
from pathlib import Path
from random import Random

from benchmarks.register.activity import Activity

FILE = Path(__file__).parent / "names.csv"
REGIONS = ("ARMOR", "ATLANTIQUE", "OUEST", "NORD", "SUD", "ALPES", "LITTORAL", "VALLEE", "OCEANE", "CENTRE", "EST")
_ENDINGS = ("ET FILS", "FRERES", "ET ASSOCIES", "SERVICES", "GROUPE", "PRO", "CONCEPT", "SOLUTIONS")
_COMPOUND_SHARE = 0.12


def _read() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names.setdefault(row["kind"], []).append(row["name"])
    return names


_NAMES = _read()


def surname(random: Random) -> str:
    """A surname, some of two words."""
    names = _NAMES["compound" if random.random() < _COMPOUND_SHARE else "surname"]
    return names[int(random.random() * len(names))]


def first_name(random: Random) -> str:
    """A first name."""
    return _NAMES["first"][int(random.random() * len(_NAMES["first"]))]


def trade_name(random: Random, activity: Activity, town: str) -> str:
    """How a company calls itself: `MENUISERIE LE GALL`, `ARMOR ELECTRICITE`, `DUPONT ET FILS`."""
    form, word = int(random.random() * 5), activity.words[int(random.random() * len(activity.words))]
    if form == 0:
        return f"{word} {surname(random)}"
    if form == 1:
        return f"{REGIONS[int(random.random() * len(REGIONS))]} {word}"
    if form == 2:
        return f"{surname(random)} {_ENDINGS[int(random.random() * len(_ENDINGS))]}"
    if form == 3:
        return f"{word} {town}"
    return f"{surname(random)[:3]}{word[:4]} {REGIONS[int(random.random() * len(REGIONS))]}".replace(" ", "", 1)
