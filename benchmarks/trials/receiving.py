"""A receiver of webhooks that does nothing but note when each fact came first, until all came or nothing does."""

import asyncio
import time

from aiohttp import web

from benchmarks.trials.program import Findings, Plan, main


async def receive(plan: Plan) -> Findings:
    """Take facts: when each came, by its id, on the clock of the machine; how many came twice."""
    arrived: dict[str, float] = {}
    whole = asyncio.Event()
    taken, last = 0, time.monotonic()

    async def take(request: web.Request) -> web.Response:
        nonlocal taken, last
        await request.read()
        taken, last = taken + 1, time.monotonic()
        arrived.setdefault(request.headers["webhook-id"], time.time())
        if taken >= plan["expected"]:
            whole.set()
        return web.Response(status=204)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", plan["port"]).start()
    while not whole.is_set() and time.monotonic() - last < plan["patience"]:
        await asyncio.sleep(0.05)
    await runner.cleanup()
    return {"arrived": arrived, "taken": taken}


if __name__ == "__main__":
    main(receive)
