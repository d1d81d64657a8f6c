"""Composed reads: one answer from several services."""

from starlette.types import Scope, Send

from gateway.api.passing import Passage, passed_on, send_reply, target_of
from gateway.composition import Composer, Composition
from gateway.freshness import tags_of
from gateway.front import key_of, send_entry
from gateway.operations import Operation
from gateway.reads import OK, Reads, may_be_kept
from gateway.shelf import Entry
from gateway.upstream import Reply, UpstreamTimeout, UpstreamUnavailable


class ComposedPassage(Passage):
    """The endpoint of a path whose GET is composed; its changes pass through as they are."""

    def __init__(
        self, operations: dict[str, Operation], reads: Reads, composer: Composer, composition: Composition
    ) -> None:
        super().__init__(operations, reads)
        self._composer, self._composition = composer, composition

    async def _read(self, operation: Operation, scope: Scope, send: Send) -> None:
        headers = passed_on(scope)
        known = headers.pop("if-none-match", "").encode("latin-1")
        tags = tags_of(operation.template, scope["path_params"].values())
        with self._reads.shelf.reservation(tags) as reservation:
            root = await self._required(scope, headers, tags)
            if root.status != OK:
                await send_reply(root, send)
                return
            composed = await self._composer.compose(self._composition, root, reservation)
            vouchers = self._reads.vouchers_of(composed.tags)
            control = root.header(b"cache-control") or b"no-cache"
            entry = Entry(composed.body, composed.etag, self, composed.tags, vouchers, control)
            if tags and composed.is_complete and may_be_kept(root) and "prenan-principal" not in headers:
                self._reads.shelf.keep(key_of(scope), entry, reservation)
        await send_entry(entry, known, send)

    async def _required(self, scope: Scope, headers: dict[str, str], tags: frozenset[str]) -> Reply:
        """The required document; raises `UpstreamUnavailable`, for a late one too."""
        service, budget = self._composition.service, self._composition.budget
        try:
            if tags and "prenan-principal" not in headers:
                return await self._reads.get(service, target_of(scope), tags, budget)
            return await self._reads.upstreams[service].call("GET", target_of(scope), headers, deadline=budget)
        except UpstreamTimeout as error:
            raise UpstreamUnavailable(error.detail, **error.facts) from error
