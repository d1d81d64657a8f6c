"""The proxy as a server on this machine, and the client that may be started beside it."""

import asyncio
import contextlib
import json
import os
import shlex
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn

from deploy.cli.conformance.proxy import Proxy
from deploy.cli.failure import Failure

_LEAVING_SECONDS = 5.0


class _Server(uvicorn.Server):
    """Leaves the signals to the command."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def served(proxy: Proxy, port: int) -> AsyncIterator[str]:
    """The address at which the proxy answers; raises `Failure` where the port is taken."""
    config = uvicorn.Config(
        proxy, port=port, lifespan="off", ws="none", log_level="critical", access_log=False, timeout_graceful_shutdown=1
    )
    server = _Server(config)
    serving = asyncio.create_task(_serve(server))
    while not server.started and not serving.done():
        await asyncio.sleep(0.01)
    if not server.started:
        raise Failure(f"Port {port} is taken: name another with --port.")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await serving


async def _serve(server: uvicorn.Server) -> None:
    with contextlib.suppress(SystemExit):
        await server.serve()


class Client:
    """The integrator's program: it finds PRENAN_URL in its environment, and a step a line on its standard input."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def has_ended(self) -> bool:
        """Whether it ended by itself."""
        return self._process.returncode is not None

    @property
    def exit_code(self) -> int | None:
        """What it ended with."""
        return self._process.returncode

    async def tell(self, **step: Any) -> None:
        """Give it a step; what has ended is told nothing more."""
        assert self._process.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._process.stdin.write(json.dumps(step).encode() + b"\n")
            await self._process.stdin.drain()


@contextlib.asynccontextmanager
async def started(command: str, url: str) -> AsyncIterator[Client]:
    """The program, which is ended with the walk; raises `Failure` where there is none."""
    try:
        process = await asyncio.create_subprocess_exec(
            *shlex.split(command),
            stdin=asyncio.subprocess.PIPE,
            stdout=sys.stderr,  # the screen is the report's
            env={**os.environ, "PRENAN_URL": url},
        )
    except (OSError, ValueError) as error:
        raise Failure(f"--run {command!r} cannot be started: {error}.") from error
    try:
        yield Client(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _LEAVING_SECONDS)
        if process.returncode is None:
            process.kill()
            await process.wait()
