"""An API key for each role, so that the platform can be tried at once."""

import json
from collections.abc import Mapping
from pathlib import Path

from contracts.reference.roles import roles
from deploy.embedded.program import output_of
from deploy.embedded.side_by_side import side_by_side
from deploy.embedded.state import read_json, write_json
from deploy.sample.identifiers import siret

REGION = siret(1)
"""SIRET of the sample market's buyer, whose staff the demo's buyers are."""
OF_ANY_ORGANISATION = frozenset({"operator", "policy-officer", "portal", "supplier", "department-system"})


async def issue(path: Path, gateway: Mapping[str, str]) -> dict[str, str]:
    """The key of each role, issued where there is none yet and stored for the owner only."""
    keys = read_json(path)
    missing = [role.code for role in roles().values() if role.key and role.code not in keys]
    everywhere = [role for role in missing if role in OF_ANY_ORGANISATION]
    here = [role for role in missing if role not in OF_ANY_ORGANISATION]
    for issued in await side_by_side(_issued(everywhere, "*", gateway), _issued(here, REGION, gateway)):
        keys |= issued
    write_json(path, keys)
    return keys


async def _issued(wanted: list[str], organisation: str, gateway: Mapping[str, str]) -> dict[str, str]:
    if not wanted:
        return {}
    named = [argument for role in wanted for argument in ("--role", role)]
    lines = await output_of("gateway.keys", "issue", *named, "--organisation", organisation, environment=gateway)
    return {issued["role"]: str(issued["key"]) for issued in map(json.loads, lines.splitlines())}
