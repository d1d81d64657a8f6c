"""Who is calling: the API key of a request becomes the signed principal that the services trust."""

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis import auth
from chassis.errors import Refusal
from chassis.problems import answer
from gateway.keys.gatekeeper import Gatekeeper

AUTHORIZATION = b"authorization"
PRINCIPAL = auth.HEADER.lower().encode()


class Reception:
    """ASGI middleware: puts our own signed principal in the place of the key, and drops any that a client brought."""

    def __init__(self, app: ASGIApp, gatekeeper: Gatekeeper) -> None:
        self._app, self._gatekeeper = app, gatekeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass with a principal or as the public, or refuse its key."""
        if scope["type"] == "http":
            try:
                scope["headers"] = await self._vouched(scope["headers"])
            except Refusal as refusal:
                await answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _vouched(self, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        kept = [header for header in headers if header[0] not in (AUTHORIZATION, PRINCIPAL)]
        given = [value for name, value in headers if name == AUTHORIZATION]
        if len(given) > 1:
            raise auth.Unauthenticated("Send one Authorization header")
        if given:
            token = await self._gatekeeper.vouch(given[0].decode("latin-1"))
            kept.append((PRINCIPAL, token.encode()))
        return kept
