"""The gateway's worker: `python -m gateway.worker run` carries facts to webhooks, and runs imports."""

import argparse
import asyncio

from prometheus_client import start_http_server

from chassis import collector, telemetry
from chassis.persistence import Database
from chassis.worker import forever
from gateway.imports import duty as imports
from gateway.settings import GatewaySettings
from gateway.webhooks import duty, measures

MEASURE_SECONDS = 5.0
POOL_SIZE = 10


async def work(settings: GatewaySettings) -> None:
    """Run until it is stopped."""
    telemetry.configure("gateway-worker")
    if settings.metrics_port:
        start_http_server(settings.metrics_port, settings.metrics_host)
    async with Database(settings.database_url, pool_size=POOL_SIZE) as database, asyncio.TaskGroup() as tasks:
        tasks.create_task(forever("duty", lambda: duty.serve(database, settings)))
        tasks.create_task(forever("imports", lambda: imports.serve(database, settings)))
        tasks.create_task(forever("measures", lambda: _measure(database)))


async def _measure(database: Database) -> None:
    while True:
        await measures.look(database)
        await asyncio.sleep(MEASURE_SECONDS)


def main(arguments: list[str] | None = None) -> None:
    """The command line of the gateway's worker."""
    parser = argparse.ArgumentParser(prog="python -m gateway.worker", description=__doc__)
    parser.add_argument("act", choices=["run"])
    parser.parse_args(arguments)
    collector.spare()
    asyncio.run(work(GatewaySettings()))


if __name__ == "__main__":
    main()
