"""What a holder or a canteen reports of a period, and whether it adds up."""

from datetime import date
from decimal import Decimal

from chassis.errors import Unacceptable
from contracts.procedures import FoodReport
from contracts.procedures.execution import Period
from contracts.reference import legal
from contracts.vocabulary import Money
from services.tenders.domain.rules.caution import Caution

_PERCENT = Decimal(100)
_ARTICLE = "Code rural L230-5-1, law 2018-938 art. 24"


class PeriodReversed(Unacceptable):
    """A period does not end before it begins."""


class FoodPartsExceedWhole(Unacceptable):
    """A part of the food that was bought is more than what it is a part of."""


def must_be_in_order(period: Period) -> None:
    """Refuse a period that ends before it begins."""
    if period.ends_on < period.starts_on:
        raise PeriodReversed(starts_on=period.starts_on.isoformat(), ends_on=period.ends_on.isoformat())


def judged(report: FoodReport) -> FoodReport:
    """The report with warnings of shares under the law's; refuses parts larger than their whole."""
    must_be_in_order(report.period)
    _must_add_up(report.organic, report.sustainable, report.total)
    _must_add_up(report.french, report.european, report.total)
    on, total = report.period.ends_on, report.total
    shares = (
        _under("food.sustainable", report.sustainable, total, on),
        _under("food.organic", report.organic, total, on),
    )
    return report.model_copy(update={"warnings": tuple(str(caution) for caution in shares if caution)})


def _must_add_up(*growing: Money | None) -> None:
    amounts = [money.amount for money in growing if money is not None]
    if amounts != sorted(amounts):
        raise FoodPartsExceedWhole(amounts=[f"{amount:.2f}" for amount in amounts])


def _under(key: str, part: Money, total: Money, on: date) -> Caution | None:
    figure = legal.find(key, on=on)
    if figure is None or not total.amount or part.amount / total.amount >= figure.value / _PERCENT:
        return None
    sentence = f"{part.amount / total.amount:.1%} of the food, under the {figure.value:f} % of {key}."
    return Caution("food-share-under-target", _ARTICLE, sentence)
