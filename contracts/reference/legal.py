"""Legal figures by key and day: thresholds, time limits and rates, each with the article that sets it."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Annotated, Literal

from pydantic import Field

from contracts.reference.document import Document, Record, read
from contracts.vocabulary import Money, Nature, Text, euros

Key = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)*$")]

_OF_THE_CODE = re.compile(r"[LR][0-9]")


class NoFigureInForce(LookupError):
    """No legal figure of this key was in force on that day."""

    def __init__(self, key: str, on: date) -> None:
        self.key, self.on = key, on
        super().__init__(f"no figure {key!r} in force on {on.isoformat()} (contracts/reference/legal.yaml)")


class Figure(Record):
    """A number that a law or a policy sets, from `valid_from` to `valid_to`, both included; amounts exclude VAT."""

    key: Key
    value: Decimal
    unit: Literal["EUR", "days", "months", "percent", "required"]
    valid_from: date
    valid_to: date | None = None
    article: Text
    note: Text | None = None

    def in_force(self, on: date) -> bool:
        """Whether the figure holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def source(self) -> str:
        """The article with the name of its code or law: articles alone are of the code de la commande publique."""
        return f"CCP {self.article}" if _OF_THE_CODE.match(self.article) else self.article

    @property
    def money(self) -> Money:
        """The value as an amount excluding VAT."""
        return euros(self.value)

    @property
    def days(self) -> int:
        """The value as a whole number of days."""
        return int(self.value)


class LegalFigures(Document):
    """All figures, past ones included."""

    figures: tuple[Figure, ...]


@cache
def figures() -> Mapping[str, tuple[Figure, ...]]:
    """Every figure by its key, oldest first."""
    ordered = sorted(read("legal.yaml", LegalFigures).figures, key=attrgetter("key", "valid_from"))
    return {key: tuple(group) for key, group in groupby(ordered, key=attrgetter("key"))}


def find(key: str, *, on: date) -> Figure | None:
    """The figure in force on that day, or None: some rules begin on a day that is still to come."""
    return next((figure for figure in figures().get(key, ()) if figure.in_force(on)), None)


def figure(key: str, *, on: date) -> Figure:
    """The figure in force on that day, which should be the day of launch; raises `NoFigureInForce`."""
    if found := find(key, on=on):
        return found
    raise NoFigureInForce(key, on)


_FAMILY: Mapping[Nature, str] = {Nature.WORKS: "works", Nature.GOODS: "supplies", Nature.SERVICES: "services"}


def formalised_threshold(nature: Nature, *, on: date) -> Figure:
    """From this value a contract of this nature needs a formalised procedure (CCP L2124-1)."""
    return figure(f"formalised.{_FAMILY[nature]}", on=on)


def publicity_threshold(nature: Nature, *, on: date) -> Figure:
    """Under this value a contract of this nature needs no publicity (CCP R2122-8)."""
    return figure(f"without-publicity.{_FAMILY[nature]}", on=on)
