"""Random questions to the observatory, the same on every machine: one to four filters, groups, seven figures."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

from benchmarks.told_rows import AREAS, DEPARTMENTS, FIRST_YEAR, NATURES, PROCEDURES, YEARS, buyers
from services.analytics.api.question import FiguresQuestion
from services.analytics.application.answering import Question
from services.analytics.domain.indicator import chosen

FIGURES = 7
TODAY = date(2026, 1, 15)
"""From which a question is looked at where no HTTP is between; no figure asked here depends on it."""
INDICATORS = ("V1", "V2", "A1", "A2", "A3", "A4", "A6", "A7", "A8", "A24", "A27", "R7", "R10", "S1", "S2", "E1", "Q5")
"""Figures of contracts that PostgreSQL can be asked for by the same SQL."""
_SEED = 2019
_MOST_FILTERS = 4
_FREQUENT_BUYERS = 200
_GROUPS = ((), (), ("year",), ("department",), ("area",), ("cpv",), ("year", "department"), ("procedure",), ("size",))

Asked = dict[str, Any]


def slices(number: int, contracts: int) -> list[Asked]:
    """So many questions to a market of so many contracts, as the parameters of `GET /figures`."""
    draw = random.Random(_SEED)  # noqa: S311 - the same questions every time
    known = buyers(contracts)
    return [_asked(draw, known) for _ in range(number)]


def _asked(draw: random.Random, known: list[str]) -> Asked:
    filters = dict(draw.sample(list(_filters(draw, known)), draw.randint(1, _MOST_FILTERS)))
    group_by = draw.choice(_GROUPS)
    return {
        "indicator": draw.sample(INDICATORS, FIGURES),
        **filters,
        **({"group_by": list(group_by)} if group_by else {}),
    }


def _filters(draw: random.Random, known: list[str]) -> Iterator[tuple[str, Any]]:
    year, quarter, month = FIRST_YEAR + draw.randrange(YEARS), draw.randint(1, 4), draw.randint(1, 12)
    yield (
        "period",
        draw.choice([f"{year}", f"{year}-Q{quarter}", f"{FIRST_YEAR}-01-01..{year}-{month:02}-28"]),
    )
    yield "buyer", draw.sample(known[:_FREQUENT_BUYERS], draw.randint(1, 3))
    yield "department", draw.sample(DEPARTMENTS, draw.randint(1, 2))
    yield "area", [draw.choice(AREAS)]
    yield "cpv", sorted({f"{3 + draw.randrange(60):02}" for _ in range(3)})
    yield "procedure", draw.sample(PROCEDURES, 2)
    yield "nature", [draw.choice(NATURES)]
    yield "size", draw.sample(("tpe", "pme", "eti", "ge"), 2)
    yield "place", [f"{draw.randint(10, 95)}"]
    yield "territory", [draw.choice(("region", "france"))]


def path(asked: Asked) -> str:
    """The request that asks it."""
    return f"/figures?{urlencode(asked, doseq=True)}"


def question(asked: Asked) -> Question:
    """What the API makes of the request."""
    said = FiguresQuestion.model_validate(asked)
    return Question(tuple(chosen(one) for one in said.indicator), said.slice(TODAY), said.group_by, TODAY)
