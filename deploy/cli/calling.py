"""One call of the public API by a command, whose refusal is a line for the operator."""

import asyncio
from pathlib import Path
from typing import Any

from deploy.cli import access
from deploy.cli.door import Refused, open_door
from deploy.cli.failure import Failure
from deploy.cli.patience import Patience

SHORT_PATIENCE = 10.0


def called(home: Path, url: str | None, key: str | None, method: str, path: str, **request: Any) -> Any:
    """The answer's document; raises `Failure`."""

    async def call() -> Any:
        async with open_door(access.address(home, url), access.key(home, key), Patience(SHORT_PATIENCE)) as door:
            return await door.call(method, path, **request)

    try:
        return asyncio.run(call())
    except Refused as refusal:
        flaws = "; ".join(f"{each['pointer']}: {each['detail']}" for each in refusal.errors)
        raise Failure(f"{refusal}{': ' if flaws else ''}{flaws}") from refusal
