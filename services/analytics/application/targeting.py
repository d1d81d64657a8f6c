"""Setting targets."""

from datetime import datetime

from chassis.caching import Expected
from contracts.observatory import Goal, TargetSet
from contracts.vocabulary import Siret, Text, Word
from services.analytics.domain.indicator import chosen
from services.analytics.domain.target_series import TargetSeries
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork


class WantedTargets(Word):
    """The targets that a buyer wants to be held to, and why; without goals, those of the catalogue hold again."""

    buyer: Siret
    plan: Text
    goals: tuple[Goal, ...]
    reason: Text


async def set_targets(
    uow: OwnUnitOfWork, identifier: str, wanted: WantedTargets, *, by: str, expected: Expected, now: datetime
) -> TargetSeries:
    """Let targets take the place of those before; raises `IndicatorUnknown` and what the series refuses."""
    asked = chosen(identifier, None).indicator
    async with uow:
        series = await uow.targets.get(asked.id, wanted.buyer)
        expected.check(series.version)
        fact = TargetSet(indicator=asked.id, at=now, **dict(wanted))
        setting = series.set(fact, by, percent=asked.unit == "percent")
        if setting is not None:
            await uow.flush()
            await uow.targets.record(series, setting)
    return series
