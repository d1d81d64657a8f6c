"""An application served over real HTTP in the test's own loop."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

from chassis.wire import Wire
from tests.waiting import until


class _Server(uvicorn.Server):
    """Leaves the signals to pytest."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Served:
    """A server that can be killed and started again at the same address."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._app, self._port = app, port

    async def start(self) -> None:
        config = uvicorn.Config(
            self._app, port=self._port, http=Wire, ws="none", log_level="critical", access_log=False
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve())
        await until(lambda: self._server.started or self._task.done())
        assert self._server.started

    async def kill(self) -> None:
        """End at once, whatever is being answered."""
        self._server.should_exit = True
        for connection in list(self._server.server_state.connections):
            connection.transport.abort()
        await asyncio.wait([self._task])  # who is cancelled meanwhile leaves it to end


@contextlib.asynccontextmanager
async def served(app: ASGIApp, port: int) -> AsyncIterator[Served]:
    server = Served(app, port)
    await server.start()
    try:
        yield server
    finally:
        await server.kill()
