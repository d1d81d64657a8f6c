"""What the gateway's worker does for imports: it runs them, and forgets those that ended long ago."""

import asyncio
from contextlib import AsyncExitStack

from chassis.persistence import Database
from gateway.imports.running import Runner
from gateway.settings import GatewaySettings
from gateway.upstream import Upstream


async def serve(database: Database, settings: GatewaySettings) -> None:
    """Serve for ever."""
    upstreams = {name: Upstream(name, url, settings.patience) for name, url in settings.upstreams.items()}
    chores = Runner(upstreams, settings.platform_secret.get_secret_value()).chores()
    async with AsyncExitStack() as stack:
        for upstream in upstreams.values():
            await stack.enter_async_context(upstream)
        tasks = await stack.enter_async_context(asyncio.TaskGroup())
        for chore in chores:
            tasks.create_task(chore.run(database))
