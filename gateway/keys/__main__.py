"""`python -m gateway.keys issue --role ROLE … --organisation SIRET|*` prints each new key as a line of JSON.

`python -m gateway.keys demo ROLE@ORGANISATION …` does so for keys to try the platform with.
"""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
from pydantic import TypeAdapter, ValidationError

from contracts.vocabulary import Siret
from gateway.keys.issuing import DEFAULT_DAYS, issue, roles_with_a_key
from gateway.keys.register import Register


def organisation(value: str) -> str:
    """A SIRET, or `*` for every organisation."""
    if value == "*":
        return value
    try:
        return TypeAdapter(Siret).validate_python(value)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(f"{value!r} is neither a SIRET nor *") from error


def whom(value: str) -> tuple[str, str]:
    """A role in an organisation."""
    role, _, where = value.partition("@")
    if role not in roles_with_a_key():
        raise argparse.ArgumentTypeError(f"{role!r} is no role that has keys")
    return role, organisation(where)


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gateway.keys", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    act = acts.add_parser("issue", help="issue a key; where its client has two already, the oldest ends")
    act.add_argument("--role", required=True, action="append", choices=roles_with_a_key(), dest="roles")
    act.add_argument("--organisation", required=True, type=organisation, help="SIRET, or * for every organisation")
    act.add_argument("--client", help="whom the key stands for; default: role@organisation")
    act.add_argument("--days", type=int, default=DEFAULT_DAYS, help="days until it expires")
    act.set_defaults(demo=False)
    act = acts.add_parser("demo", help="issue keys for trying the platform: refused without DEMO_KEYS")
    act.add_argument("whom", nargs="+", type=whom, help="a role and, behind an @, its organisation")
    act.set_defaults(demo=True, client=None, days=DEFAULT_DAYS)
    return parser.parse_args(given)


@asynccontextmanager
async def _connection() -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        yield connection
    finally:
        await connection.close()


async def _issue(chosen: argparse.Namespace, role: str, where: str) -> dict[str, object]:
    key, grant = await issue(
        Register(_connection),
        os.environ["KEY_PEPPER"],
        role=role,
        organisation=where,
        client=chosen.client,
        days=chosen.days,
        now=datetime.now(UTC),
        retire_oldest=True,
        demo=chosen.demo,
    )
    return {
        "key": key.text,
        "id": grant.id,
        "client": grant.client,
        "role": grant.role,
        "organisation": grant.organisation,
        "scopes": sorted(grant.scopes),
        "expires_at": grant.expires_at.isoformat(),
    }


async def _issue_all(chosen: argparse.Namespace) -> list[dict[str, object]]:
    wanted = chosen.whom if chosen.demo else [(role, chosen.organisation) for role in chosen.roles]
    return [await _issue(chosen, role, where) for role, where in wanted]


def main(given: list[str] | None = None) -> None:
    """Print one JSON document a line for each role: its key and what it grants."""
    sys.stdout.writelines(json.dumps(issued) + "\n" for issued in asyncio.run(_issue_all(_arguments(given))))


if __name__ == "__main__":
    main()
