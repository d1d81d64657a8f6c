"""What the contracts of the sample ask beside their price: clauses, advances, the form of the price, the place.

A policy takes years to show: clauses and advances become more frequent from one year to the next. Drawn from a source
of chance of their own, so that who wins at which price stays as it is.
"""

from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

from contracts.reference.territory import region
from contracts.vocabulary import Clauses, Nature, PriceForm, Reservation
from deploy.sample.planning import Need

_SOCIAL = {Nature.WORKS: 0.34, Nature.SERVICES: 0.22, Nature.GOODS: 0.08}
_ENVIRONMENTAL = {Nature.WORKS: 0.55, Nature.SERVICES: 0.45, Nature.GOODS: 0.6}
"""Share of the contracts of a nature that bear a clause in the year `_SINCE`."""
_SINCE, _GAIN = 2022, 0.06
_EQUALITY, _INNOVATION, _RESERVED, _REVISED = 0.3, 0.04, 0.025, 0.7
_ADVANCE_FROM, _LARGE_ADVANCE = 25_000, 0.45
_UNTOLD = 0.08
"""Share of the records that leave a field out."""
_MONTH_DAYS = 30.4375
_HOURS_PER_EURO = Decimal("0.002")
_PLACES = tuple(division.nuts for division in region().departments)


def terms(need: Need, reference: str) -> dict[str, Any]:
    """The fields of a contract's state that follow from the need, the year and chance."""
    rng = Random(f"terms {reference}")  # noqa: S311 - invented, not secret
    gain = _GAIN * (need.on.year - _SINCE)
    clauses = _clauses(rng, need, gain).model_copy(update={"reserved": _reservation(reference)})
    told = rng.random() >= _UNTOLD
    return {
        "clauses": clauses if told else None,
        "insertion_hours": _hours(need) if told and clauses.social and need.purchase.nature is Nature.WORKS else None,
        "advance": _advance(rng, need, gain),
        "advance_guarantee": False if rng.random() >= _UNTOLD else None,
        "price_form": rng.choice(tuple(PriceForm)) if rng.random() >= _UNTOLD else None,
        "price_revision": rng.random() < _REVISED,
        "electronic": True,
        "places": (rng.choice(_PLACES),),
        "ends_on": need.on + timedelta(days=round(need.purchase.months * _MONTH_DAYS)),
    }


def _clauses(rng: Random, need: Need, gain: float) -> Clauses:
    nature = need.purchase.nature
    return Clauses(
        social=rng.random() < _SOCIAL[nature] + gain,
        environmental=rng.random() < _ENVIRONMENTAL[nature] + gain,
        equality=rng.random() < _EQUALITY + gain,
        innovation=rng.random() < _INNOVATION,
    )


def _reservation(reference: str) -> Reservation | None:
    rng = Random(f"reserved {reference}")  # noqa: S311 - invented, not secret
    return rng.choice(tuple(Reservation)) if rng.random() < _RESERVED else None


def _hours(need: Need) -> int:
    return int(need.value * _HOURS_PER_EURO)


def _advance(rng: Random, need: Need, gain: float) -> Decimal | None:
    """The rate of the advance: 5 % by law over 50,000 euros (CCP R2191-3, R2191-7), 30 % by policy."""
    if need.value < _ADVANCE_FROM or rng.random() < _UNTOLD:
        return None
    return Decimal("0.3") if rng.random() < _LARGE_ADVANCE + gain else Decimal("0.05")
