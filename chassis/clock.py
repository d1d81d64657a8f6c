"""The platform's time: that of the world, or in a sandbox a time that runs faster from a chosen day on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from chassis.settings import ClockSettings
from contracts.calendar import start_of

_NOW = text("SELECT clock_timestamp()")


@dataclass(frozen=True)
class Clock:
    """Platform time as a function of real time: `start` + (real - `since`) x `speed`.

    Rules, deadlines and facts are of platform time. Tokens, kept answers, timeouts, telemetry and the instant at which
    a fact was recorded are of real time. Without `since` both are the same.
    """

    speed: float = 1.0
    since: datetime | None = None
    start: datetime | None = None

    @classmethod
    def of(cls, settings: ClockSettings) -> Self:
        """The clock that a process is configured with."""
        start = settings.prenan_sandbox_start
        if isinstance(start, date) and not isinstance(start, datetime):
            start = start_of(start)
        return cls(settings.prenan_sandbox_speed, settings.prenan_sandbox_since, start)

    @property
    def is_sandbox(self) -> bool:
        """Whether its time is not the world's."""
        return self.since is not None

    def at(self, real: datetime) -> datetime:
        """The platform time at a real instant; in UTC, so that no hour of a time change is counted twice."""
        if self.since is None:
            return real
        start = (self.start or self.since).astimezone(UTC)
        return start + (real - self.since) * self.speed

    def now(self) -> datetime:
        """The platform time by this machine's clock."""
        return self.at(datetime.now(UTC))

    def lasting(self, span: timedelta) -> float:
        """Real seconds that a span of platform time lasts."""
        return span.total_seconds() / self.speed

    async def read(self, session: AsyncSession | AsyncConnection) -> datetime:
        """The platform time by the database's clock, the same for every process, whenever its transaction began."""
        real: datetime = (await session.execute(_NOW)).scalar_one()
        return self.at(real.astimezone(UTC))


WORLD = Clock()
"""The time of the world."""
