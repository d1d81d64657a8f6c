"""`python -m gateway.keys issue --role ROLE … --organisation SIRET|*` prints each new key as a line of JSON."""

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


def _arguments(given: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m gateway.keys", description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    act = acts.add_parser("issue", help="issue a key; where its client has two already, the oldest ends")
    act.add_argument("--role", required=True, action="append", choices=roles_with_a_key(), dest="roles")
    act.add_argument("--organisation", required=True, type=organisation, help="SIRET, or * for every organisation")
    act.add_argument("--client", help="whom the key stands for; default: role@organisation")
    act.add_argument("--days", type=int, default=DEFAULT_DAYS, help="days until it expires")
    act.add_argument("--demo", action="store_true", help="for trying the platform: refused without DEMO_KEYS")
    return parser.parse_args(given)


@asynccontextmanager
async def _connection() -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    try:
        yield connection
    finally:
        await connection.close()


async def _issue(chosen: argparse.Namespace, role: str) -> dict[str, object]:
    key, grant = await issue(
        Register(_connection),
        os.environ["KEY_PEPPER"],
        role=role,
        organisation=chosen.organisation,
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
    return [await _issue(chosen, role) for role in chosen.roles]


def main(given: list[str] | None = None) -> None:
    """Print one JSON document a line for each role: its key and what it grants."""
    sys.stdout.writelines(json.dumps(issued) + "\n" for issued in asyncio.run(_issue_all(_arguments(given))))


if __name__ == "__main__":
    main()
