"""The limit: PostgreSQL's own full text over the same suppliers."""

import time
from collections.abc import Sequence

import asyncpg

from benchmarks.percentiles import Spread
from benchmarks.sample import Sample, Side
from services.suppliers.domain.name import folded

_PREPARE = """
    CREATE TABLE full_text AS
    SELECT s.id, to_tsvector('french', concat_ws(' ', s.searched_name, s.state ->> 'brands',
        (SELECT string_agg(a.title, ' ') FROM projection.award a WHERE a.supplier_id = s.id))) AS words
    FROM supplier s;
    CREATE INDEX ix_full_text ON full_text USING gin (words);
    ANALYZE full_text
"""
_ASK = """
    SELECT id FROM full_text, to_tsquery('french', $1) AS asked
    WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 20
"""


async def prepare(connection: asyncpg.Connection) -> None:
    """Write the words of every supplier into an index."""
    await connection.execute(_PREPARE)


def asking(connection: asyncpg.Connection, texts: Sequence[str], seconds: float, joint: str) -> Side:
    """The twenty best for each text, whose words are joined by `|` (any of them) or `&` (all)."""
    queries = [f" {joint} ".join(folded(text).split()) for text in texts]

    async def ask() -> Sample:
        taken, began = list[float](), time.perf_counter()
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            await connection.fetch(_ASK, queries[len(taken) % len(queries)])
            taken.append(time.perf_counter() - asked)
        return Sample(len(taken) / (time.perf_counter() - began), Spread.of(taken))

    return ask
