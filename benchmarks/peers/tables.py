"""The tables and statements of the limits, in the database of the tenders service."""

import asyncpg

TABLES = """
    CREATE TABLE IF NOT EXISTS peer_document (id uuid PRIMARY KEY, document text NOT NULL);
    CREATE TABLE IF NOT EXISTS peer_fact (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, subject uuid NOT NULL, payload text NOT NULL
    );
"""
ROW = "SELECT document FROM peer_document WHERE id = $1"
PAGE = "SELECT payload FROM peer_fact WHERE seq > $1 ORDER BY seq LIMIT $2"
LISTED = "SELECT terms::text FROM tender WHERE published_at IS NOT NULL ORDER BY id DESC LIMIT $1"
DRAFT = """
    WITH entity AS (INSERT INTO peer_document VALUES ($1, $2)) INSERT INTO peer_fact (subject, payload) VALUES ($1, $2)
"""


async def provide(address: str) -> None:
    """Make the tables where missing."""
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(TABLES)
    finally:
        await connection.close()
