"""The same figures by the plainest means: every fact in a list, every row looked at, nothing remembered.

Written apart from the service, on the JSON of the facts, so that it cannot share a mistake with it.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from contracts.envelope import Envelope
from tests.component.analytics.naive.asked import Asked
from tests.component.analytics.naive.figures import access, balance, competition, content, quality
from tests.component.analytics.naive.question import Question
from tests.component.analytics.naive.tally import Figure
from tests.component.analytics.naive.world import World

FIGURES = {
    **access.FIGURES,
    **competition.FIGURES,
    **balance.FIGURES,
    **content.FIGURES,
    **quality.FIGURES,
}

__all__ = ["FIGURES", "Figure", "Naive", "Question"]


class Naive:
    """All facts, in whichever order, and every figure that follows from them."""

    def __init__(self, facts: Sequence[Envelope], today: date) -> None:
        self.facts, self.today = facts, today
        self._worlds: dict[tuple[date | None, date | None], World] = {}

    def world(self, question: Question) -> World:
        """As of the days of a question."""
        days = question.as_known_on, question.as_of
        if days not in self._worlds:
            self._worlds[days] = World(self.facts, self.today, *days)
        return self._worlds[days]

    def answer(self, indicator: str, question: Question, *, trusted: bool = False) -> Mapping[str, Figure]:
        """The figure, under no name, and its parts by name."""
        return FIGURES[indicator](Asked(self.world(question), question, trusted=trusted))
