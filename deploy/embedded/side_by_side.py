"""Work done at the same time that fails as one."""

import asyncio
from collections.abc import Awaitable
from typing import Any


async def side_by_side(*works: Awaitable[Any]) -> list[Any]:
    """The results in order; the first failure cancels the others, waits for their end and comes through as itself."""
    tasks = [asyncio.ensure_future(work) for work in works]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
