"""What the sample region is calling for bids right now, so that the marketplace has something to show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from contracts.calendar import PARIS, next_working_day
from contracts.reference.authorities import approval_policy
from contracts.reference.legal import formalised_threshold
from contracts.reference.territory import region
from contracts.vocabulary import Procedure, euros
from deploy.sample.demand import demand
from deploy.sample.generator import BUYER, SEED
from deploy.sample.planning import Need, need

PER_AREA = 2
DRAFTS = 0.15
_NOON = time(12, tzinfo=PARIS)
_DAYS = {Procedure.OPEN: (37, 55), Procedure.ADAPTED: (18, 40)}
"""Days from publication to deadline, well above the shortest allowed."""
_MOST_LOTS = 4


@dataclass(frozen=True)
class Consultation:
    """A tender of the sample: the body that drafts it, and its deadline; None where it stays a draft."""

    terms: dict[str, Any]
    deadline: datetime | None

    @property
    def title(self) -> str:
        """Its title, unique in the sample."""
        return str(self.terms["title"])


def consultations(today: date, seed: int = SEED) -> list[Consultation]:
    """Two tenders for each purchase area, some of them drafts; deadlines lie weeks ahead of `today`."""
    rng = Random(f"consultations {seed} {today.isoformat()}")  # noqa: S311 - invented, not secret
    made = [_consultation(rng, each, today) for each in _needs(rng, today)]
    return list({each.title: each for each in made}.values())


def _needs(rng: Random, today: date) -> Iterator[Need]:
    for area in demand():
        for _ in range(PER_AREA):
            yield need(rng, area, today.year)


def _consultation(rng: Random, wanted: Need, today: date) -> Consultation:
    value = round(wanted.value, -3)
    is_formalised = value >= formalised_threshold(wanted.purchase.nature, on=today).money.amount
    procedure = Procedure.OPEN if is_formalised else Procedure.ADAPTED
    deadline = datetime.combine(next_working_day(today + timedelta(days=rng.randint(*_DAYS[procedure]))), _NOON)
    is_draft = rng.random() < DRAFTS or _awaits_approval(value)
    return Consultation(call(rng, wanted, procedure, value), None if is_draft else deadline)


def _awaits_approval(value: int) -> bool:
    """Whether the buyer's own policy keeps a tender of this value a draft until others have approved it."""
    policy = approval_policy(BUYER)
    return policy is not None and value >= policy.from_amount


def call(rng: Random, wanted: Need, procedure: Procedure, value: int) -> dict[str, Any]:
    """The terms of a call for a need, in lots."""
    return {
        "title": wanted.title,
        "buyer": BUYER,
        "department": wanted.department,
        "area": wanted.area,
        "procedure": procedure.value,
        "nature": wanted.purchase.nature.value,
        "technique": wanted.purchase.technique.value,
        "cpv": wanted.purchase.cpv,
        "places": [rng.choice(region().departments).nuts],
        "estimated_value": euros(value).model_dump(mode="json"),
        "lots": _lots(rng, wanted, value),
    }


def _lots(rng: Random, wanted: Need, value: int) -> list[dict[str, Any]]:
    """Lots of equal value, whose sum never exceeds that of the tender."""
    number = rng.randint(1, _MOST_LOTS)
    return [
        {
            "number": each,
            "title": wanted.title if number == 1 else f"{wanted.title} : lot {each}",
            "cpv": wanted.purchase.cpv,
            "value": euros(value // number).model_dump(mode="json"),
        }
        for each in range(1, number + 1)
    ]
