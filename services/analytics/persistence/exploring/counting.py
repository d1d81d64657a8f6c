"""Which figures count a contract, and in which of their parts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.indicators import Indicator, indicators
from services.analytics.domain.grain import Grain
from services.analytics.domain.period import ALL, Period
from services.analytics.domain.slice import Slice
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.measures import measures
from services.analytics.persistence.querying.condition import held
from services.analytics.persistence.querying.rendering import TODAY, render

_OF_CONTRACTS = frozenset({Grain.CONTRACT, Grain.HOLDING, Grain.PAYMENT, Grain.INVOICE, Grain.REPORT, Grain.FOOD})
"""The grains whose rows belong to a contract."""


@dataclass(frozen=True)
class Counted:
    """An indicator, by its present definition, that counts a contract or a row that belongs to it."""

    indicator: Indicator
    in_numerator: bool
    in_denominator: bool


async def counted_by(columnar: Columnar, contract_id: UUID, today: date) -> list[Counted]:
    """The indicators that count a contract where a question asks for nothing else, in the order of the catalogue."""
    by_grain: dict[Grain, list[Indicator]] = defaultdict(list)
    for indicator in indicators().values():
        if (grain := Grain(indicator.grain)) in _OF_CONTRACTS:
            by_grain[grain].append(indicator)
    found: list[Counted] = []
    for grain, asked in by_grain.items():
        found += await _of_grain(columnar, grain, asked, contract_id, today)
    places = list(indicators())
    return sorted(found, key=lambda one: places.index(one.indicator.id))


async def _of_grain(
    columnar: Columnar, grain: Grain, asked: list[Indicator], contract_id: UUID, today: date
) -> list[Counted]:
    usual = Slice(Period.named(ALL, today))
    known = measures(grain)
    parts = [
        f"bool_or({render(known[name], grain, usual, trusted=False).counted})"
        for one in asked
        for name in (one.numerator, one.denominator or one.numerator)
    ]
    condition = held(usual)
    sql = f"SELECT {', '.join(parts)} FROM {grain} WHERE contract_id = $id AND {condition.sql}"
    values = {"id": contract_id, **condition.values, **({"today": today} if TODAY in sql else {})}
    row = (await columnar.rows(sql, values))[0]
    pairs = zip(asked, row[::2], row[1::2], strict=True)
    return [Counted(one, bool(above), bool(below)) for one, above, below in pairs if above or below]
