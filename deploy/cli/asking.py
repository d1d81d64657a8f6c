"""What commands that administer the platform share: one call to its public API, refusals as one line."""

import asyncio
from pathlib import Path
from typing import Any

from deploy.cli import access
from deploy.cli.door import Refused, open_door
from deploy.cli.failure import Failure
from deploy.cli.patience import Patience

SHORT_PATIENCE = 10.0


def called(home: Path, url: str | None, key: str | None, method: str, path: str, **request: Any) -> Any:
    """The answer to a call; raises `Failure` with what was refused."""

    async def call() -> Any:
        async with open_door(access.address(home, url), access.key(home, key), Patience(SHORT_PATIENCE)) as door:
            return await door.call(method, path, **request)

    try:
        return asyncio.run(call())
    except Refused as refusal:
        flaws = "; ".join(f"{each['pointer']}: {each['detail']}" for each in refusal.errors)
        raise Failure(f"{refusal}{': ' if flaws else ''}{flaws}") from refusal


def listed(home: Path, url: str | None, key: str | None, path: str) -> list[dict[str, Any]]:
    """Every item of a collection, page by page."""
    items, following = [], f"{path}?limit=1000"
    while following:
        page = called(home, url, key, "GET", following)
        items += page["items"]
        following = page["next"]
    return items
