"""API keys for each role, so that the platform can be tried at once."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from contracts.reference.roles import roles
from deploy.embedded.program import output_of
from deploy.embedded.state import read_json, write_json
from deploy.sample.companies import FIRST_NUMBER
from deploy.sample.identifiers import siret

REGION = siret(1)
"""SIRET of the sample market's buyer, whose staff the demo's buyers are."""
EVERY = "*"
OF_ANY_ORGANISATION = frozenset({"operator", "policy-officer", "portal", "department-system"})
SUPPLIERS = {"supplier": siret(FIRST_NUMBER), "other-supplier": siret(FIRST_NUMBER + 1)}
"""SIRET of two companies of the sample market, by the name of the key: neither sees the bids of the other."""


def people() -> dict[str, tuple[str, str]]:
    """The role and the organisation of each demo key by its name, which is the role's but for the second supplier."""
    named = [role.code for role in roles().values() if role.key and role.code not in SUPPLIERS]
    staff = {role: (role, EVERY if role in OF_ANY_ORGANISATION else REGION) for role in named}
    return staff | {name: ("supplier", company) for name, company in SUPPLIERS.items()}


async def issue(path: Path, gateway: Mapping[str, str]) -> dict[str, str]:
    """The demo keys by name, issued where there is none yet and stored for the owner only."""
    keys = read_json(path)
    missing = {whose: name for name, whose in people().items() if name not in keys}
    if missing:
        keys |= {missing[whose]: key for whose, key in (await _issued(missing, gateway)).items()}
        write_json(path, keys)
    return keys


async def _issued(wanted: Iterable[tuple[str, str]], gateway: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """New keys by role and organisation, all of one program: each takes its second to start."""
    lines = await output_of("gateway.keys", "demo", *map("@".join, wanted), environment=gateway)
    issued = map(json.loads, lines.splitlines())
    return {(one["role"], one["organisation"]): str(one["key"]) for one in issued}
