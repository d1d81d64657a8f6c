"""A question put to a world: its rows, and the readings that it asks for."""

from fractions import Fraction
from typing import Any

from tests.component.analytics.naive.holders import Holder
from tests.component.analytics.naive.ledger import Json
from tests.component.analytics.naive.money import cents
from tests.component.analytics.naive.places import Where
from tests.component.analytics.naive.question import Question
from tests.component.analytics.naive.world import World


class Asked:
    """What figures are made from."""

    def __init__(self, world: World, question: Question, *, trusted: bool = False) -> None:
        self.world, self.question, self.trusted = world, question, trusted
        self.today = world.today
        self._rows: dict[str, list[Json]] = {}

    def rows(self, grain: str) -> list[Json]:
        """Rows of the slice."""
        if grain not in self._rows:
            self._rows[grain] = [row for row in self.world[grain] if self.question.takes(row, self.today)]
        return self._rows[grain]

    def rule(self, row: Json) -> str | None:
        """Why the value of a contract is not trusted."""
        return self.world.trust.rule(row, self.question.value)

    def raw(self, row: Json) -> Fraction | None:
        value: Fraction | None = row[self.question.value]
        return value

    def trustworthy(self, row: Json) -> Fraction | None:
        return None if self.rule(row) else self.raw(row)

    def value(self, row: Json) -> Fraction | None:
        """The value asked for, of a contract."""
        return self.trustworthy(row) if self.trusted else self.raw(row)

    def allotted(self, row: Json) -> Fraction | None:
        """The part of a holder in it."""
        return None if self.trusted and self.rule(row["contract"]) else self.raw(row)

    def first_time(self, row: Json) -> bool | None:
        asked = self.question
        return self.world.firsts.first_time(row, asked.scope, asked.window, asked.variant)

    def is_new(self, row: Json) -> bool:
        return self.world.debuts.is_new(row, self.question.scope, self.question.window)

    def where(self, holder: Holder) -> Where:
        """By establishment or by head office."""
        return holder.where if self.question.reading == "establishment" else holder.head

    def known_place(self, row: Json) -> bool:
        return any(self.where(one).known for one in row["holders"])

    def regional(self, row: Json) -> bool:
        return any(self.where(one).regional for one in row["holders"])

    def known_place_value(self, row: Json) -> Fraction | None:
        return self._part(row, [self.where(one).known for one in row["holders"]])

    def regional_value(self, row: Json) -> Fraction | None:
        return self._part(row, [self.where(one).regional for one in row["holders"]])

    def _part(self, row: Json, taken: list[bool]) -> Fraction | None:
        """The part of some holders together in the value, in whole cents; None where they are none."""
        value = self.value(row)
        if value is None or not any(taken):
            return None
        portions = [one.portion for one, is_taken in zip(row["holders"], taken, strict=True) if is_taken]
        return cents(value * sum(portions, Fraction(0)))


def is_sme(row: Json) -> bool:
    return row["size"] in ("tpe", "pme")


def only(value: Any, condition: Any) -> Any:
    """The value where the condition holds, else nothing."""
    return value if condition else None
