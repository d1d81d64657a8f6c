"""Who is calling: the API key or access token of a request becomes the signed principal that the services trust."""

from starlette.types import ASGIApp, Receive, Scope, Send

from chassis import auth
from chassis.errors import Refusal
from chassis.problems import answer
from gateway.admission import Admission

AUTHORIZATION = b"authorization"
PRINCIPAL = auth.HEADER.lower().encode()
TOKEN_PATH = "/oauth/token"  # noqa: S105 - a path
"""Where clients prove themselves by their own secrets, which are no bearer's."""


class Reception:
    """ASGI middleware: puts our own signed principal in the place of the proof, and drops any that a client brought."""

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self._app, self._admission = app, admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass with a principal or as the public, or refuse its proof."""
        if scope["type"] == "http":
            try:
                scope["headers"] = await self._vouched(scope["headers"], is_proven=scope["path"] != TOKEN_PATH)
            except Refusal as refusal:
                await answer(refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    async def _vouched(self, headers: list[tuple[bytes, bytes]], *, is_proven: bool) -> list[tuple[bytes, bytes]]:
        kept = [header for header in headers if header[0] not in (AUTHORIZATION, PRINCIPAL)]
        given = [value for name, value in headers if name == AUTHORIZATION]
        if len(given) > 1:
            raise auth.Unauthenticated("Send one Authorization header")
        if given and is_proven:
            token = await self._token(given[0].decode("latin-1"))
            kept.append((PRINCIPAL, token.encode()))
        elif given:
            kept.append((AUTHORIZATION, given[0]))
        return kept

    async def _token(self, authorization: str) -> str:
        """The signed principal of an `Authorization` header; raises `Unauthenticated` or one of its kinds."""
        scheme, _, credentials = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise auth.Unauthenticated("Authenticate with an API key or an access token: Authorization: Bearer …")
        return await self._admission.vouch(credentials.strip())
