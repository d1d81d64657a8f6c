"""Keeps every process of the platform alive, and ends them in order."""

import asyncio
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from deploy.embedded.child import Child, Spec
from deploy.embedded.logs import Logs
from deploy.embedded.refusal import CannotStart
from deploy.embedded.side_by_side import side_by_side

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 5.0
STEADY = 10.0
"""Seconds a process must have lived for its next death to count as its first."""
EARLY_DEATHS = 4
"""Deaths before a process was ever ready after which the start is given up."""
ASK_EVERY = 0.05


class Kept:
    """One process that is started again whenever it dies, for as long as the platform runs."""

    def __init__(self, spec: Spec, logs: Logs, say: Callable[[str], None]) -> None:
        self.spec = spec
        self.child: Child | None = None
        self.deaths = 0
        self._logs = logs
        self._say = say
        self._has_served = False
        self._loop = asyncio.create_task(self._keep(), name=spec.name)

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        while True:
            started = time.monotonic()
            how = await self._live()
            self.deaths += 1
            pause = FIRST_PAUSE if time.monotonic() - started > STEADY else pause
            if self._has_served:
                self._say(f"{self.spec.name} ended ({how}): starting it again")
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _live(self) -> str:
        """One life of the process, and how it ended; a machine out of processes or memory is one more way to end."""
        try:
            self.child = await Child.started(self.spec, self._logs.of(self.spec.name))
            return await self.child.ended()
        except OSError as error:
            self._logs.note(self.spec.name, str(error))
            return str(error)

    async def serving(self, patience: float) -> None:
        """Wait until the process is ready; refuse when it keeps dying or takes too long."""
        deadline = time.monotonic() + patience
        while not await self._is_ready():
            if self.deaths >= EARLY_DEATHS or time.monotonic() > deadline:
                raise CannotStart(self._logs.last_words(self.spec.name))
            await asyncio.sleep(ASK_EVERY)
        self._has_served = True

    async def _is_ready(self) -> bool:
        return self.child is not None and (self.spec.ready is None or await self.spec.ready())

    async def stop(self) -> None:
        """Stop the process and do not start it again."""
        self._loop.cancel()
        await asyncio.gather(self._loop, return_exceptions=True)
        if self.child is not None:
            await self.child.stop()


class Supervisor:
    """The processes of one platform."""

    def __init__(self, logs: Path, say: Callable[[str], None]) -> None:
        self._logs = Logs(logs)
        self._say = say
        self._kept: list[Kept] = []

    async def start(self, specs: Iterable[Spec], *, patience: float = 60.0) -> None:
        """Start processes side by side and wait until all serve."""
        kept = [Kept(spec, self._logs, self._say) for spec in specs]
        self._kept += kept
        await side_by_side(*(process.serving(patience) for process in kept))

    async def bound_logs(self) -> None:
        """Keep the log files within their size for as long as the platform runs."""
        while True:
            self._logs.bound()
            await asyncio.sleep(STEADY)

    @property
    def pids(self) -> dict[str, int]:
        """Process id of each process by name."""
        return {kept.spec.name: kept.child.pid for kept in self._kept if kept.child is not None}

    async def stop(self) -> None:
        """Stop everything, stage by stage from the highest, so that nothing loses what it depends on."""
        for stage in sorted({kept.spec.stage for kept in self._kept}, reverse=True):
            await asyncio.gather(*(kept.stop() for kept in self._kept if kept.spec.stage == stage))
        self._kept.clear()
