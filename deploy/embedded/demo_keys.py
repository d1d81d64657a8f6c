"""An API key for each role, so that the platform can be tried at once."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from contracts.reference.roles import roles
from deploy.embedded.program import output_of
from deploy.embedded.side_by_side import side_by_side
from deploy.embedded.state import read_json, write_json

REGION = "23350001600040"
"""SIRET of the Brittany regional council, whose staff the demo's buyers are."""
OF_ANY_ORGANISATION = frozenset({"operator", "policy-officer", "portal", "supplier", "department-system"})
AT_ONCE = 4
"""Keys issued side by side, each by a process of its own."""


async def issue(path: Path, gateway: Mapping[str, str]) -> dict[str, str]:
    """The key of each role, issued where there is none yet and stored for the owner only."""
    keys = read_json(path)
    with_key = [role.code for role in roles().values() if role.key]
    turns = asyncio.Semaphore(AT_ONCE)

    async def add(role: str) -> None:
        async with turns:
            keys[role] = await _issued(role, gateway)
            write_json(path, keys)

    await side_by_side(*(add(role) for role in with_key if role not in keys))
    return keys


async def _issued(role: str, gateway: Mapping[str, str]) -> str:
    organisation = "*" if role in OF_ANY_ORGANISATION else REGION
    answer = await output_of(
        "gateway.keys", "issue", "--role", role, "--organisation", organisation, environment=gateway
    )
    return str(json.loads(answer)["key"])
