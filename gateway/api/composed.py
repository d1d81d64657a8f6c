"""Composed reads: one answer from several services, kept for others only where everybody may see all of it."""

from collections.abc import Mapping
from typing import Annotated

import orjson
from fastapi import Depends, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chassis.auth import verify
from gateway.api.passing import Passage, passed_on, send_reply
from gateway.choosing import Fields, fields_of, narrowed, query_of, tag_of
from gateway.composer import NOTHING, Composed, Composer
from gateway.composition import Composition, Root, Subject
from gateway.freshness import tags_of
from gateway.front import key_of, send_entry
from gateway.operations import Operation
from gateway.reads import OK, Reads, may_be_kept
from gateway.shelf import Entry
from gateway.upstream import Reply, UpstreamTimeout, UpstreamUnavailable

PRINCIPAL = "prenan-principal"
_PRIVATE = b"private, no-cache"


class ReadyAnswer(Response):
    """A composed answer, or 304 to who has it."""

    def __init__(self, entry: Entry, known: bytes) -> None:
        super().__init__()
        self._entry, self._known = entry, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Send it."""
        await send_entry(self._entry, self._known, send)


class PassedAnswer(Response):
    """What the service of the required document said instead of it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self._reply = reply

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Send it."""
        await send_reply(self._reply, send)


class Composing:
    """Answers requests for composed reads."""

    def __init__(self, reads: Reads, composer: Composer, secret: str) -> None:
        self._reads, self._composer, self._secret = reads, composer, secret

    async def answer(self, composition: Composition, scope: Scope) -> Response:
        """The answer to a GET; raises what `Composition.chosen`, `fields_of` and `Composer.compose` raise."""
        headers, query, path = passed_on(scope), query_of(scope["query_string"]), scope["path_params"]
        known = headers.pop("if-none-match", "").encode("latin-1")
        token = headers.get(PRINCIPAL, "")
        caller = verify(token, self._secret) if token else None
        fields, parts = fields_of(query), composition.chosen(query.get("include"), caller)
        tags = tags_of(composition.root.template, path.values()) if composition.root else frozenset()
        with self._reads.shelf.reservation(tags) as reservation:
            root = await self._required(composition.root, path, headers, tags)
            if root.status != OK:
                return PassedAnswer(root)
            subject = Subject(path, query, orjson.loads(root.body), caller, token)
            composed = await self._composer.compose(parts, subject, root, reservation)
            entry = self._entry(composed, root, fields, scope)
            is_public = composed.may_be_kept and (tags or not composition.root) and not token
            if is_public and may_be_kept(root):
                self._reads.shelf.keep(key_of(scope), entry, reservation)
        return ReadyAnswer(entry, known)

    def _entry(self, composed: Composed, root: Reply, fields: Fields, scope: Scope) -> Entry:
        body, etag = composed.body, composed.etag
        if fields:
            body = narrowed(body, fields)
            etag = tag_of(root.header(b"etag"), body)
        control = root.header(b"cache-control") or b"no-cache"
        if composed.is_private and b"private" not in control:
            control = _PRIVATE
        return Entry(body, etag, scope["route"], composed.tags, self._reads.vouchers_of(composed.tags), control)

    async def _required(
        self, root: Root | None, path: Mapping[str, str], headers: dict[str, str], tags: frozenset[str]
    ) -> Reply:
        """The required document; raises `UpstreamUnavailable`, for a late one too."""
        if root is None:
            return NOTHING
        try:
            if tags and PRINCIPAL not in headers:
                return await self._reads.get(root.service, root.target(path), tags, root.budget)
            upstream = self._reads.upstreams[root.service]
            return await upstream.call("GET", root.target(path), headers, deadline=root.budget)
        except UpstreamTimeout as error:
            raise UpstreamUnavailable(error.detail, **error.facts) from error


class ComposedPassage(Passage):
    """The endpoint of a service's path whose GET is composed; its changes pass through as they are."""

    def __init__(
        self, operations: dict[str, Operation], reads: Reads, composing: Composing, composition: Composition
    ) -> None:
        super().__init__(operations, reads)
        self._composing, self._composition = composing, composition

    async def _read(self, operation: Operation, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        answer = await self._composing.answer(self._composition, scope)
        await answer(scope, receive, send)


async def _composing(request: Request) -> Composing:
    composing: Composing = request.app.state.composing
    return composing


Composes = Annotated[Composing, Depends(_composing)]
"""Whoever puts the answer together."""
