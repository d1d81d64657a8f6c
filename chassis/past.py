"""Holds the present journal to its past: every checkpoint that was ever signed must be found in the chain as it is."""

from collections.abc import Iterable

from chassis.checkpoint import Checkpoint, kept_in, statement
from chassis.journal_key import KnownKeys, SignatureWrong
from chassis.part import Part
from chassis.persistence import Database
from contracts.calendar import PARIS

_STORED = "SELECT topic, position, hash, signed_at, signature FROM journal_checkpoint WHERE topic = $1 ORDER BY number"
_PRESENT = """
    SELECT f.hash, (SELECT max(position) FROM event_feed WHERE topic = $1) AS head
    FROM (SELECT) one LEFT JOIN event_feed f ON f.topic = $1 AND f.position = $2
"""


async def contradicted(part: Part, database: Database, topic: str, brought: Iterable[Checkpoint]) -> list[str]:
    """I9: what the checkpoints in the database, outside of it and `brought` by somebody say against the journal."""
    keys, kept = part.known_keys(), kept_in(part.settings.checkpoint_file)
    held = {"stored": await _stored(database, topic), "kept outside": kept, "given": list(brought)}
    return [
        f"I9: {topic}: checkpoint of position {one.position}, {one.day}, {where}: {wrong}"
        for where, checkpoints in held.items()
        for one in checkpoints
        if one.topic == topic and (wrong := await _wrong(database, one, keys))
    ]


async def _stored(database: Database, topic: str) -> list[Checkpoint]:
    return [
        Checkpoint(
            **dict(statement(row["topic"], row["position"], row["hash"], row["signed_at"].astimezone(PARIS))),
            signature=row["signature"],
        )
        for row in await database.reads.fetch(_STORED, topic)
    ]


async def _wrong(database: Database, one: Checkpoint, keys: KnownKeys) -> str | None:
    try:
        one.prove(keys)
    except SignatureWrong as error:
        return str(error)
    present = await database.reads.fetchrow(_PRESENT, one.topic, one.position)
    if present["hash"] is None:
        return f"the journal ends at {present['head'] or 0}; a backup was restored, or its end was removed"
    return None if present["hash"].hex() == one.hash else "the journal was another one then"
