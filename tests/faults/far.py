"""Services in processes of their own behind a proxy: they are killed, frozen or slowed, and come back."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from deploy.embedded.ports import free_port
from tests.waiting import until

ROOT = Path(__file__).parents[2]


class Far:
    """A service behind a TCP proxy of the test, which holds back what it answers for `delay` seconds."""

    def __init__(self, name: str) -> None:
        self.name, self.port, self._behind = name, free_port(), free_port()
        self.delay = 0.0
        self._passing: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Far"]:
        """Serve until the block is left."""
        await self._start()
        proxy = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        await until(self._answers)
        try:
            yield self
        finally:
            proxy.close()
            for task in self._passing:
                task.cancel()
            await asyncio.gather(*self._passing, return_exceptions=True)
            await self._end()

    @contextlib.asynccontextmanager
    async def broken(self, fault: str) -> AsyncIterator[None]:
        """Killed, frozen or slowed until the block is left; then it is as before, and nobody tells anyone."""
        if fault == "killed":
            await self._end()
        elif fault == "frozen":
            self._process.send_signal(signal.SIGSTOP)
        else:
            self.delay = 1.0
        try:
            yield
        finally:
            self.delay = 0.0
            if fault == "killed":
                await self._start()
            elif fault == "frozen":
                self._process.send_signal(signal.SIGCONT)

    async def _start(self) -> None:
        command = (sys.executable, "-m", "tests.faults.far_service", self.name, str(self._behind))
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=environment)

    async def _end(self) -> None:
        self._process.kill()
        await self._process.wait()

    async def _answers(self) -> bool:
        with contextlib.suppress(OSError):
            _, writer = await asyncio.open_connection("127.0.0.1", self._behind)
            writer.close()
            return True
        return False

    async def _pass(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        self._passing.add(task := asyncio.current_task())  # type: ignore[arg-type]
        try:
            far, to_far = await asyncio.open_connection("127.0.0.1", self._behind)
            await asyncio.gather(self._pipe(near, to_far), self._pipe(far, to_near, slowly=True))
        except OSError:
            to_near.close()
        finally:
            self._passing.discard(task)  # type: ignore[arg-type]

    async def _pipe(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, slowly: bool = False) -> None:
        try:
            while chunk := await source.read(65536):
                if slowly and self.delay:
                    await asyncio.sleep(self.delay)
                sink.write(chunk)
                await sink.drain()
        finally:
            sink.close()
