"""The series of targets that buyers set themselves."""

from collections.abc import Mapping

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from services.analytics.domain.target_series import Setting, TargetSeries, series_id
from services.analytics.persistence.own.target import setting_row, target_setting

Series = Mapping[tuple[str, str], TargetSeries]
"""By indicator and buyer."""


class Targets:
    """Every series, and how it came about."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, indicator: str, buyer: str) -> TargetSeries:
        """The series of a buyer, locked; a new one where it set none."""
        found = await self._session.get(TargetSeries, series_id(indicator, buyer), with_for_update=True)
        if found is None:
            found = TargetSeries.begin(indicator, buyer)
            self._session.add(found)
        return found

    async def every(self) -> Series:
        """All series that hold something."""
        rows = await self._session.scalars(select(TargetSeries))
        return {(one.indicator, one.buyer): one for one in rows if one.goals}

    async def record(self, series: TargetSeries, setting: Setting) -> None:
        """Keep a change for ever; the series is written before."""
        await self._session.execute(insert(target_setting).values(setting_row(series, setting)))

    async def changes(self) -> int:
        """How many changes there were."""
        return await self._session.scalar(select(func.count()).select_from(target_setting)) or 0
