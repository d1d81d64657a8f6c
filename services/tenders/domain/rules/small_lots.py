"""The lots that may leave the formalised procedure of their whole: CCP R2123-1 2°."""

from datetime import date
from decimal import Decimal

from chassis.errors import Unacceptable
from contracts.reference import legal
from contracts.reference.legal import Figure
from contracts.vocabulary import Money, Nature
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.need import Need, Parts, value_of

_ARTICLE = "CCP R2123-1 2°"
_PERCENT = Decimal(100)
_FAMILY = {Nature.WORKS: "works", Nature.GOODS: "supplies", Nature.SERVICES: "services"}


class SmallLotUnknown(Unacceptable):
    """A lot said to be small is not in the tender, or has no value."""


class LotNotSmall(Unacceptable):
    """The lot is too large to leave the formalised procedure."""


class SmallLotsTooLarge(Unacceptable):
    """The small lots together are too large a part of the whole."""


def judge_small_lots(need: Need, lots: Parts, *, on: date) -> tuple[Caution, ...]:
    """Refuse small lots that are not, each (80,000 EUR, works 1,000,000) or together (20 % of the whole)."""
    limit = legal.figure(f"small-lot.{_FAMILY[need.nature]}", on=on)
    values = {lot.number: lot.value for lot in lots}
    total = sum((_small(number, values.get(number), limit) for number in need.small_lots), Decimal(0))
    share, whole = legal.figure("small-lot.share", on=on), value_of(need, lots)
    if total * _PERCENT > whole * share.value:
        sentence = f"Small lots of {total:.2f} EUR are more than {share.value} % of {whole:.2f} EUR."
        raise SmallLotsTooLarge(sentence, total=f"{total:.2f}", whole=f"{whole:.2f}", article=_ARTICLE)
    return ()


def _small(number: int, value: Money | None, limit: Figure) -> Decimal:
    if value is None:
        raise SmallLotUnknown(lot=number, article=_ARTICLE)
    if value.amount >= limit.value:
        sentence = f"Lot {number} of {value.amount:.2f} EUR is not under {limit.value} EUR."
        raise LotNotSmall(sentence, lot=number, limit=str(limit.value), article=_ARTICLE)
    return value.amount
