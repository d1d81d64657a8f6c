"""The limit: PostgreSQL's own full text over the same suppliers."""

import time
from collections.abc import Sequence
from itertools import cycle

import asyncpg

from benchmarks import processor
from benchmarks.percentiles import Spread
from benchmarks.sample import Sample, Side
from services.suppliers.domain.name import folded

_PREPARE = """
    CREATE TABLE IF NOT EXISTS full_text AS
    SELECT s.id, to_tsvector('french', concat_ws(' ', s.searched_name, s.state ->> 'brands',
        (SELECT string_agg(a.title, ' ') FROM projection.award a WHERE a.supplier_id = s.id))) AS words
    FROM supplier s;
    CREATE INDEX IF NOT EXISTS ix_full_text ON full_text USING gin (words);
    VACUUM ANALYZE full_text
"""
_ASK = """
    SELECT id FROM full_text, to_tsquery('french', $1) AS asked
    WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC LIMIT 20
"""


async def prepare(connection: asyncpg.Connection) -> None:
    """Write the words of every supplier into an index."""
    for statement in _PREPARE.split(";"):
        await connection.execute(statement)


def asking(connection: asyncpg.Connection, server: int, texts: Sequence[str], seconds: float, joint: str) -> Side:
    """The twenty best for each text, whose words are joined by `|` (any of them) or `&` (all); `server` is its pid."""
    queries = cycle([f" {joint} ".join(folded(text).split()) for text in texts])

    async def ask() -> Sample:
        taken, began = list[float](), time.perf_counter()
        before = processor.used_by_all(server)
        while time.perf_counter() - began < seconds:
            asked = time.perf_counter()
            await connection.fetch(_ASK, next(queries))
            taken.append(time.perf_counter() - asked)
        elapsed, after = time.perf_counter() - began, processor.used_by_all(server)
        cpu = None if before is None or after is None else (after - before) / len(taken) * 1e6
        return Sample(len(taken) / elapsed, Spread.of(taken), cpu)

    return ask
