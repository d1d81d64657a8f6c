"""Databases, roles and schemas: one database for each service, which no other service may enter."""

import asyncpg

from deploy.embedded.addresses import renamed


async def provide(administrator: str, owner: str, *, password: str | None = None, database: str | None = None) -> bool:
    """Make a role, its database and schemas where missing, and set its password; True if the database is new."""
    name = database or owner
    connection = await asyncpg.connect(administrator)
    try:
        await _role(connection, owner, password)
        is_new = not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", name)
        if is_new:
            await connection.execute(f'CREATE DATABASE "{name}" OWNER "{owner}"')
        await connection.execute(f'REVOKE ALL ON DATABASE "{name}" FROM PUBLIC')
    finally:
        await connection.close()
    await _schemas(renamed(administrator, name), owner)
    return is_new


async def _role(connection: asyncpg.Connection, owner: str, password: str | None) -> None:
    await connection.execute(f"""
        DO $$ BEGIN CREATE ROLE "{owner}" LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$
    """)
    if password:
        quoted = await connection.fetchval("SELECT quote_literal($1::text)", password)
        await connection.execute(f'ALTER ROLE "{owner}" PASSWORD {quoted}')


async def _schemas(address: str, owner: str) -> None:
    """`public` is the service's own state; `projection` is all that it learned from events and can learn again."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(f'ALTER SCHEMA public OWNER TO "{owner}"')
        await connection.execute(f'CREATE SCHEMA IF NOT EXISTS projection AUTHORIZATION "{owner}"')
    finally:
        await connection.close()


async def copy(administrator: str, template: str, name: str, owner: str) -> None:
    """A new database with the content of another that nobody is connected to."""
    connection = await asyncpg.connect(administrator)
    try:
        # a copy of files takes a third of the time that a log of every page takes, which is the server's own choice
        await connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER "{owner}" STRATEGY FILE_COPY')
    finally:
        await connection.close()


async def drop(administrator: str, name: str) -> None:
    """Delete a database and end its sessions."""
    connection = await asyncpg.connect(administrator)
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()
