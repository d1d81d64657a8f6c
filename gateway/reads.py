"""Public reads of the services: from the shelf where nothing changed, else by a call."""

from collections.abc import Iterable, Mapping

from chassis.position import ASKED
from chassis.telemetry import correlation
from gateway.freshness import source_of
from gateway.revalidating import Revalidating
from gateway.seeing import asked
from gateway.shelf import Entry, Shelf, Voucher
from gateway.upstream import Reply, Upstream

OK = 200
NOT_TO_KEEP = (b"no-store", b"private")


class Reads:
    """Reads what anyone may read, and keeps it as long as the feeds vouch for it."""

    def __init__(
        self, upstreams: Mapping[str, Upstream], shelf: Shelf, vouchers: Mapping[str, Voucher], patience: float = 1.0
    ) -> None:
        self.upstreams, self.shelf = upstreams, shelf
        self.revalidating = Revalidating(shelf, patience)
        self._vouchers = vouchers

    def vouchers_of(self, tags: Iterable[str]) -> tuple[Voucher, ...]:
        """Who would hear of a change of what these tags stand for."""
        return tuple(self._vouchers[source] for source in sorted({source_of(tag) for tag in tags}))

    async def get(self, service: str, target: str, tags: frozenset[str], deadline: float) -> Reply:
        """The answer to a public GET; raises `UpstreamUnavailable` within `deadline` seconds."""
        key = (service, target)
        if (kept := self.shelf.get(key)) and not asked.get():
            return Reply(OK, ((b"etag", kept.etag), (b"cache-control", kept.cache_control)), kept.body)
        with self.shelf.reservation(tags) as reservation:
            reply = await self.upstreams[service].call("GET", target, own_headers(), deadline=deadline)
            if may_be_kept(reply):
                etag = reply.header(b"etag") or b""
                entry = Entry(reply.body, etag, tags=tags, vouchers=self.vouchers_of(tags))
                self.shelf.keep(key, entry, reservation)
        return reply


def may_be_kept(reply: Reply) -> bool:
    """Whether an answer is good, and not meant for its caller alone."""
    control = reply.header(b"cache-control") or b""
    return reply.status == OK and not any(word in control for word in NOT_TO_KEEP)


def own_headers() -> dict[str, str]:
    """What a call of our own says about the request that it is made for."""
    said = {"request-id": correlation.get(), ASKED: asked.get()}
    return {name: value for name, value in said.items() if value}
