"""The public checkpoints of the journal, by which anyone can hold an installation to its past."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.auth import PUBLIC
from chassis.checkpoint import Checkpoint
from chassis.feed import UnknownFeed
from chassis.paging import InvalidCursor, Page, Paging
from chassis.persistence import Database
from chassis.problems import problems

_CHECKPOINTS = """
    SELECT number::text, json_build_object(
        'topic', topic, 'position', position, 'hash', encode(hash, 'hex'), 'day', day, 'signed_at', signed_at,
        'signature', signature)::text
    FROM journal_checkpoint WHERE topic = $1
"""
_KEYS = """
    SELECT json_build_object('keys', coalesce(json_agg(k.key::json ORDER BY k.latest DESC), '[]'))::text
    FROM (SELECT key, max(number) AS latest FROM journal_checkpoint WHERE topic = $1 GROUP BY key) k
"""


class CheckpointPage(BaseModel):
    """Checkpoints, newest first, with paths of the next and the previous page."""

    items: list[Checkpoint]
    next: str | None
    prev: str | None


class PublicKey(BaseModel):
    """A public key as a JWK (RFC 8037); `kid` is its thumbprint (RFC 7638)."""

    kty: Literal["OKP"]
    crv: Literal["Ed25519"]
    x: str
    kid: str


class PublicKeys(BaseModel):
    """The keys that signed the checkpoints of a journal, the latest first (a JWK set, RFC 7517)."""

    keys: Annotated[list[PublicKey], Field(max_length=100)]


async def _rows(database: Database, topic: str, page: Page) -> list[tuple[str, str]]:
    query, values = _CHECKPOINTS, [topic]
    if page.edge is not None:
        if not page.edge.isdigit():  # signed by us, but for another collection
            raise InvalidCursor
        query, values = f"{query} AND number {page.comparison} $2::text::bigint", [topic, page.edge]
    rows = await database.reads.fetch(f"{query} ORDER BY number {page.order} LIMIT {page.limit + 1}", *values)
    return [(row[0], row[1]) for row in rows]


def router(topics: Mapping[str, str]) -> APIRouter:
    """The routes of the journals that a service keeps, by the public name of their feed."""
    routes = APIRouter(prefix="/journal/{name}", tags=["journal"], dependencies=PUBLIC)

    def topic_of(name: str) -> str:
        if name not in topics:
            raise UnknownFeed(feeds=sorted(topics))
        return topics[name]

    @routes.get("/checkpoints", response_model=CheckpointPage, responses=problems(UnknownFeed, InvalidCursor))
    async def list_checkpoints(name: str, request: Request, page: Paging) -> Response:
        """List the signed checkpoints of a journal, newest first; keep one, and the past cannot be rewritten."""
        page = replace(page, descending=True)
        return page.answer(await _rows(request.app.state.database, topic_of(name), page))

    @routes.get("/keys", response_model=PublicKeys, responses=problems(UnknownFeed))
    async def list_keys(name: str, request: Request) -> Response:
        """List the public keys under which the checkpoints of a journal were signed."""
        database: Database = request.app.state.database
        body: Any = await database.reads.fetchval(_KEYS, topic_of(name))
        return Response(body, media_type="application/json")

    return routes
