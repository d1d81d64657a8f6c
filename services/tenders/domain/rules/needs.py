"""Needs that belong together count together: CCP R2121-6, dir. 2014/24 art. 5."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.reference import legal
from contracts.reference.procedures import procedures
from contracts.vocabulary import Code, Cpv, Nature, Siret
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.due_dates import months_before
from services.tenders.domain.rules.need import Need, Parts, is_call, value_of

_ARTICLE = "CCP R2121-6; dir. 2014/24 art. 5"
_GROUP_DIGITS = 3


@dataclass(frozen=True)
class Category:
    """Purchases that are alike (catégorie homogène): of one buyer, purchase area, nature and CPV group, since a day.

    Where no CPV code is known, `cpv_group` is empty and the whole area counts.
    """

    buyer: Siret
    area: Code
    nature: Nature
    cpv_group: str
    since: date


def category_of(buyer: Siret, area: Code, nature: Nature, cpv: Cpv | None, *, on: date) -> Category:
    """The category that a need launched that day belongs to, over the 48 months before."""
    return Category(buyer, area, nature, (cpv or "")[:_GROUP_DIGITS], counted_since(on))


def counted_since(on: date) -> date:
    """From which day on earlier purchases of a category are added to a new need: 48 months back."""
    return months_before(on, int(legal.figure("needs.months", on=on).value))


def adds_up(need: Need) -> bool:
    """Whether earlier purchases count: not for works, which are counted by operation (R2121-5), nor for a call.

    A formalised procedure is all that the highest threshold asks for.
    """
    return need.nature is not Nature.WORKS and not is_call(need) and not procedures()[need.procedure].formalised


def judge_needs(need: Need, lots: Parts, met: Decimal, *, on: date) -> tuple[Caution, ...]:
    """Warn of splitting: a need that passes a threshold with what was `met` of its category, and stays under it alone.

    In euros excluding VAT.
    """
    if not adds_up(need):
        return ()
    value = value_of(need, lots)
    passed = [each for each in _thresholds(need.nature, on) if value < each.value <= value + met]
    return tuple(_splitting(value + met, figure) for figure in passed[-1:])


def _thresholds(nature: Nature, on: date) -> tuple[legal.Figure, legal.Figure]:
    return legal.publicity_threshold(nature, on=on), legal.formalised_threshold(nature, on=on)


def _splitting(total: Decimal, figure: legal.Figure) -> Caution:
    sentence = (
        f"With earlier purchases of its category the need comes to {total:.2f} EUR, and passes {figure.value} EUR."
    )
    return Caution("need-perhaps-split", _ARTICLE, sentence)
