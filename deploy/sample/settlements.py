"""How calls of the sample region ended: with one bid or many, with none, or dropped; the observatory tells of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from contracts.vocabulary import Procedure, euros
from deploy.sample.awarding import bidders
from deploy.sample.companies import Company, companies
from deploy.sample.consultations import call
from deploy.sample.demand import demand
from deploy.sample.generator import FULL_YEARS, SEED
from deploy.sample.planning import Need, need

PER_AREA, CANCELLED = 2, 2
"""Calls of each purchase area, and how many of all were dropped before their bids were opened."""
_LARGEST = 80_000
_AWARDED, _WITHOUT_BIDS, _NONE_RETAINED, _DROPPED = 72, 12, 8, 8
_BIDS = {1: 25, 2: 25, 3: 20, 4: 15, 6: 10, 9: 5}
_WHY = {
    "unsuccessful": "Aucune offre ne répond au besoin.",
    "dropped": "Le besoin a changé.",
}


@dataclass(frozen=True)
class Ending:
    """What a lot ends by: `award` or `closure`, and what is said of it."""

    act: str
    body: dict[str, Any]


@dataclass(frozen=True)
class Settlement:
    """A call, and the ending of each of its lots; of none where it was dropped as a whole."""

    terms: dict[str, Any]
    endings: tuple[Ending, ...]

    @property
    def title(self) -> str:
        """Its title, unique in the sample."""
        return str(self.terms["title"])


def settlements(today: date, seed: int = SEED) -> list[Settlement]:
    """Two calls of each purchase area, small enough for an adapted procedure."""
    rng = Random(f"settlements {seed} {today.year}")  # noqa: S311 - invented, not secret
    pool = companies(seed, today.year - FULL_YEARS, FULL_YEARS + 1)
    wanted = [need(rng, area, today.year) for area in demand() for _ in range(PER_AREA)]
    made = [_settlement(rng, each, pool[each.area], number) for number, each in enumerate(wanted)]
    return list({one.title: one for one in made}.values())


def _settlement(rng: Random, wanted: Need, pool: list[Company], number: int) -> Settlement:
    terms = call(rng, wanted, Procedure.ADAPTED, min(wanted.value, _LARGEST) // 1000 * 1000)
    terms["title"] = f"{wanted.title} (tranche {number + 1})"
    is_cancelled = number < CANCELLED
    return Settlement(terms, () if is_cancelled else tuple(_endings(rng, wanted, pool, terms["lots"])))


def _endings(rng: Random, wanted: Need, pool: list[Company], lots: list[dict[str, Any]]) -> Iterator[Ending]:
    for lot in lots:
        outcome, bids = rng.choices(
            (("awarded", 0), ("unsuccessful", 0), ("unsuccessful", 2), ("dropped", 1)),
            (_AWARDED, _WITHOUT_BIDS, _NONE_RETAINED, _DROPPED),
        )[0]
        if outcome == "awarded":
            bids = rng.choices(list(_BIDS), list(_BIDS.values()))[0]
            [winner] = bidders(rng, pool, wanted, 1)
            value = euros(int(float(lot["value"]["amount"]) * rng.uniform(0.85, 1.05)))
            holder = winner.holder().model_dump(mode="json", include={"identifier", "name", "size", "place"})
            body = {"bids": bids, "value": value.model_dump(mode="json"), "holders": [holder]}
            yield Ending("award", body)
        else:
            yield Ending("closure", {"outcome": outcome, "bids": bids, "reason": _WHY[outcome]})
