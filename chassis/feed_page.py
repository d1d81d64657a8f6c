"""A page of a feed: the one statement that makes it, and what it holds."""

from functools import cache
from typing import Any

from pydantic import BaseModel, Field

EXAMINED = 1000
"""How many facts a page with filters looks at, at most: what was filtered out is passed over for good."""

_BODY = """'{"position":' || s.position || ',"hash":"' || encode(s.hash, 'hex') || '","event":' || l.payload"""
_NAMES = """rtrim(json_build_object(
    'position', s.position, 'hash', encode(s.hash, 'hex'), 'id', l.id, 'type', l.type, 'subject', l.aggregateid
)::text, '}')"""
_SAID = """
    event_matter m WHERE m.partitionkey = l.partitionkey
        AND (m.topic = $1 AND m.position <= s.position OR m.topic = ANY($4) AND m.topic <> $1)
"""
"""What the facts of a key said so far of its matter; other topics may say it where everybody may read them."""
_ABOUT = f""" || ',"about":' || (SELECT coalesce(json_agg(m.said), '[]')::text FROM {_SAID})"""
_NAMED = f"""
    (${{number}}::text[] IS NULL OR EXISTS (
        SELECT FROM event_matter m CROSS JOIN jsonb_array_elements_text(m.said -> '{{name}}') AS v(value)
        WHERE v.value {{fits}} ANY(${{number}}) AND {_SAID.partition("WHERE")[2]}
    ))
"""
_FILTERED = " AND ".join(
    (
        "($5::text[] IS NULL OR l.type = ANY($5) OR split_part(l.type, '.', 3) = ANY($5))",
        _NAMED.format(number=6, name="cpv", fits="^@"),
        _NAMED.format(number=7, name="department", fits="="),
        _NAMED.format(number=8, name="buyer", fits="="),
    )
)
# One value of bytes in one statement: a page stands at one moment, and costs this process no work per fact.
_PAGE = """
    WITH seen AS MATERIALIZED (
        SELECT * FROM event_feed WHERE topic = $1 AND position {beyond} $2 ORDER BY position {order} LIMIT {window}
    ), page AS (
        SELECT s.position, {item} || '}}' AS item
        FROM seen s JOIN event_log l ON l.id = s.event_id AND l.recorded_at = s.recorded_at
        WHERE {condition} ORDER BY s.position {order} LIMIT $3
    )
    SELECT convert_to(coalesce(string_agg(item, ',' ORDER BY position {order}), ''), 'UTF8') AS events,
        coalesce(CASE WHEN count(*) = $3 THEN {last}(position) END, (SELECT {last}(position) FROM seen)) AS next,
        coalesce((SELECT position FROM event_head WHERE topic = $1), 0) AS head
    FROM page
"""


@cache
def statement(*, bodies: bool, about: bool, filtered: bool, newest: bool) -> str:
    """The query of a page.

    Its parameters are topic, position, limit and the topics that everybody may read; with filters also the types, the
    beginnings of CPV codes, departments and buyers, each NULL where it does not matter.
    """
    return _PAGE.format(
        item=(_BODY if bodies else _NAMES) + (_ABOUT if about else ""),
        beyond="<" if newest else ">",
        order="DESC" if newest else "ASC",
        last="min" if newest else "max",
        window=f"greatest({EXAMINED}, $3)" if filtered else "$3",
        condition=_FILTERED if filtered else "$4::text[] IS NOT NULL",
    )


class FeedItem(BaseModel):
    """One fact at its position; with `include=body` the whole CloudEvent, else what names it."""

    position: int = Field(ge=1)
    hash: str = Field(description="SHA-256 of the hash before it and of the event, in hexadecimal: the chain")
    event: dict[str, Any] | None = None
    id: str | None = None
    type: str | None = None
    subject: str | None = None
    about: list[dict[str, list[str]]] | None = Field(
        default=None, description="with `include=about`: department, CPV codes and buyer of its key, as told so far"
    )


class FeedPage(BaseModel):
    """Facts in the order of their positions; go on with `after` set to `next`, until `next` is `head`.

    A page with filters may be empty although more is to come: `next` has passed what was filtered out.
    """

    topic: str
    events: list[FeedItem]
    next: int = Field(description="where the next page begins: its `after`; with `order=newest` its `before`")
    head: int = Field(description="position of the last fact that there is")


EXAMPLE = {
    "topic": "procurement.procedures.v1",
    "events": [
        {
            "position": 1,
            "hash": "6b0f1c9d1b2a4c6f8e0d2c4b6a8091a2b3c4d5e6f708192a3b4c5d6e7f8091a2",
            "id": "0195a4de-5f0a-7c3e-9a51-6c2b1f4d8e90",
            "type": "bzh.prenan.TenderPublished.v1",
            "subject": "0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a",
        }
    ],
    "next": 1,
    "head": 1,
}
"""A page as a reader sees it who did not ask for bodies."""
