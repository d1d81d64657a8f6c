"""Refuses what comes too often or at the wrong moment, before it costs anything."""

from collections.abc import Mapping
from math import ceil

from prometheus_client import Counter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chassis.errors import Refusal
from chassis.problems import answer
from gateway.limits.buckets import Buckets, Taken
from gateway.limits.caller import address_of, client_of
from gateway.limits.cost import CLASSES, Cost, Quota
from gateway.limits.costs import Costs
from gateway.limits.load import Load
from gateway.limits.refusals import Overloaded, QuotaExceeded
from gateway.sharing import ANYONE, EXPOSED

_REFUSED = Counter("prenan_refused_requests", "Requests refused by quota or under pressure", ["reason", "cost"])
_ALWAYS = ("/livez", "/readyz", "/metrics", "/static/")
"""Asked by whoever watches the process, all the more when there is too much to do, or by each page once."""
WITHIN = "prenan.within"
"""Extension of an ASGI scope that no client can send: a call that a page of ours makes, which was counted itself."""
Header = tuple[bytes, bytes]


class Quotas:
    """The quotas of one kind of callers by class, multiplied by `scale`, and their buckets."""

    def __init__(self, of_class: Mapping[Cost, Quota], scale: float) -> None:
        self.by_cost = {
            cost: Quota(max(1, round(quota.requests * scale)), quota.seconds) for cost, quota in of_class.items()
        }
        self._buckets = Buckets(self.by_cost)
        self._policies = {
            cost: (b"ratelimit-policy", b'"%b";q=%d;w=%d' % (cost.encode(), quota.requests, quota.seconds))
            for cost, quota in self.by_cost.items()
        }

    def take(self, who: str, cost: Cost) -> tuple[Taken, tuple[Header, Header]]:
        """What is left of a caller's quota, and the headers that say so (draft-ietf-httpapi-ratelimit-headers-10)."""
        taken = self._buckets.take(who, cost)
        said = b'"%b";r=%d;t=%d' % (cost.encode(), taken.left, ceil(taken.full_in))
        return taken, (self._policies[cost], (b"ratelimit", said))

    def refusal(self, cost: Cost, wait: float) -> QuotaExceeded:
        """The refusal of whoever has to wait for so many seconds."""
        quota = self.by_cost[cost]
        said = f"More than {quota.requests} requests of the class {cost} within {quota.seconds} s"
        return QuotaExceeded(said, cost=cost, quota=quota.requests, window_seconds=quota.seconds, wait_seconds=wait)


class Limits:
    """ASGI middleware behind reception: quotas by client or address, and room for what matters most.

    With a `scale` of 0 nobody has a quota. The cost of each operation is in the application's state.
    """

    def __init__(self, app: ASGIApp, load: Load, scale: float = 1.0) -> None:
        self._app, self._load = app, load
        self._quotas = (_quotas(scale), _quotas(scale, clients=True)) if scale else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass, its answer with what is left of the quota, or refuse it."""
        if scope["type"] != "http" or scope["path"].startswith(_ALWAYS) or WITHIN in scope.get("extensions", ()):
            await self._app(scope, receive, send)
            return
        costs: Costs = scope["app"].state.costs
        cost = costs.of(scope["method"], scope["path"])
        refusal, headers = self._admit(scope, cost)
        if refusal is not None:
            _REFUSED.labels(refusal.code(), cost).inc()
            shared = (ANYONE, EXPOSED) if scope["method"] == "GET" else ()
            await answer(refusal)(scope, receive, _saying(send, headers + shared))
            return
        with self._load.carrying(cost):
            await self._app(scope, receive, _saying(send, headers) if headers else send)

    def _admit(self, scope: Scope, cost: Cost) -> tuple[Refusal | None, tuple[Header, ...]]:
        """Why a request is refused, if it is, and the headers that say what is left of its caller's quota."""
        if self._load.refuses(cost):
            return Overloaded(cost=cost), ()
        if self._quotas is None:
            return None, ()
        public, clients = self._quotas
        client = client_of(scope)
        quotas, who = (public, address_of(scope)) if client is None else (clients, client)
        taken, headers = quotas.take(who, cost)
        return (quotas.refusal(cost, taken.wait) if taken.wait else None), headers


def _quotas(scale: float, *, clients: bool = False) -> Quotas:
    """Those of the public, or those of clients."""
    return Quotas({cost: one.client if clients else one.public for cost, one in CLASSES.items()}, scale)


def _saying(send: Send, headers: tuple[Header, ...]) -> Send:
    async def say(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *headers]
        await send(message)

    return say
