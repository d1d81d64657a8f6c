"""Needs that belong together count together: CCP R2121-6, dir. 2014/24 art. 5."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from contracts.reference import legal
from contracts.vocabulary import Nature
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.due_dates import months_before

_ARTICLE = "CCP R2121-6; dir. 2014/24 art. 5"


def counted_since(on: date) -> date:
    """From which day on earlier purchases of a category are added to a new need: 48 months back."""
    return months_before(on, int(legal.figure("needs.months", on=on).value))


def judge_needs(value: Decimal, past: Iterable[Decimal], nature: Nature, *, on: date) -> tuple[Caution, ...]:
    """Warn of splitting: a need that with `past` ones of its category passes a threshold that it stays under alone.

    All in euros excluding VAT, on the day of launch.
    """
    total = value + sum(past, Decimal(0))
    passed = [
        figure
        for figure in (legal.publicity_threshold(nature, on=on), legal.formalised_threshold(nature, on=on))
        if value < figure.value <= total
    ]
    return tuple(_splitting(total, figure) for figure in passed[-1:])


def _splitting(total: Decimal, figure: legal.Figure) -> Caution:
    sentence = f"With earlier purchases of this area the need comes to {total:.2f} EUR, and passes {figure.value} EUR."
    return Caution("need-perhaps-split", _ARTICLE, sentence)
