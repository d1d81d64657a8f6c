"""When an advance is due to the holder, and how much of the value: CCP R2191-3, R2191-7."""

from datetime import date
from decimal import Decimal

from chassis.errors import Unacceptable
from contracts.reference import legal
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Part, Parts

_PERCENT = Decimal(100)
_RATES = "CCP R2191-7"


class AdvanceOutOfBounds(Unacceptable):
    """The rate of the advance lies outside what the law allows."""


def is_due(value: Decimal, months: int, *, on: date) -> bool:
    """Whether an advance is due: above 50,000 EUR excluding VAT and above two months (R2191-3)."""
    above = value > legal.figure("advance.value", on=on).value
    return above and months > legal.figure("advance.months", on=on).value


def minimum_rate(*, sme: bool, on: date) -> Decimal:
    """The lowest rate where an advance is due: 0.05, or 0.10 for an SME of a large local authority (R2191-7)."""
    return legal.figure("advance.minimum-sme" if sme else "advance.minimum", on=on).value / _PERCENT


def maximum_rate(*, on: date) -> Decimal:
    """The highest rate: 0.30 (R2191-7)."""
    return legal.figure("advance.maximum", on=on).value / _PERCENT


def judge_advances(lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """Refuse rates out of bounds; warn where an advance is due and none is said, or one too low for an SME."""
    return tuple(caution for lot in lots for caution in _judge(lot, on))


def _judge(lot: Part, on: date) -> tuple[Caution, ...]:
    due = lot.value is not None and is_due(lot.value.amount, lot.months or 0, on=on)
    lowest, highest = minimum_rate(sme=False, on=on) if due else Decimal(0), maximum_rate(on=on)
    if lot.advance is None:
        return (_unsaid(lot),) if due else ()
    if not lowest <= lot.advance <= highest:
        sentence = f"The advance of lot {lot.number} is {lot.advance}, not between {lowest} and {highest}."
        raise AdvanceOutOfBounds(
            sentence, lot=lot.number, rate=str(lot.advance), minimum=str(lowest), maximum=str(highest), article=_RATES
        )
    low = due and lot.advance < minimum_rate(sme=True, on=on)
    return (_low_for_sme(lot),) if low else ()


def _unsaid(lot: Part) -> Caution:
    sentence = f"An advance is due for lot {lot.number}, and its rate is not said."
    return Caution("advance-not-said", "CCP R2191-3, R2191-7", sentence)


def _low_for_sme(lot: Part) -> Caution:
    sentence = f"The advance of lot {lot.number} has to be 10 % at least if the holder is a small or medium company."
    return Caution("advance-low-for-sme", _RATES, sentence)
