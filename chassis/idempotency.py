"""One idempotency key, one effect, one answer: the answer is kept in the transaction of the effect."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from types import TracebackType
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel

from chassis import position
from chassis.auth import Caller
from chassis.caching import etag
from chassis.errors import Conflict, Unacceptable
from chassis.persistence import Database
from chassis.problems import CONTENT_TYPE
from chassis.tokens import Mint

KEPT_DAYS = 7
"""How long a key is remembered: longer than any client repeats a call."""
_LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))"
_KEPT = "SELECT fingerprint, status, headers, body FROM idempotency WHERE client = $1 AND key = $2"
_KEEP = "INSERT INTO idempotency (client, key, fingerprint, status, headers, body) VALUES ($1, $2, $3, $4, $5, $6)"


class IdempotencyKeyReused(Unacceptable):
    """The idempotency key was used before, for another request."""


class StillInProgress(Conflict):
    """A request with this idempotency key is being answered; repeat it later."""


class Versioned(Protocol):
    """What a creating operation gives back: an entity at a version."""

    @property
    def id(self) -> UUID:
        """Its identity."""

    @property
    def revision(self) -> int:
        """What its entity tag shows."""


class Transaction(Protocol):
    """Where an act and its answer are committed together: a `UnitOfWork`, or a `PlainTransaction`."""

    headers: dict[str, str]

    async def __aenter__(self) -> Any:
        """Begin it, unless it has begun."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, unless it is nested."""

    async def flush(self) -> None:
        """Write what it knows so far, within itself."""

    async def row(self, statement: str, *values: Any) -> Sequence[Any] | None:
        """The row that a statement finds."""

    async def write(self, statement: str, *values: Any) -> None:
        """Run a statement that finds nothing."""


Thing = TypeVar("Thing", bound=Versioned)
Kept = tuple[bytes, int, dict[str, str]]
"""What is kept of an answer: its body, its status, its headers with names in the place of tokens."""


async def forget_answers(database: Database) -> None:
    """Forget the answers that were kept for longer than `KEPT_DAYS`."""
    await database.reads.execute(f"DELETE FROM idempotency WHERE kept_at < now() - interval '{KEPT_DAYS} days'")


class Once:
    """Runs an act at most once per client and `Idempotency-Key`; without a key it simply runs it."""

    def __init__(self, client: str, key: str | None, fingerprint: bytes, mint: Mint) -> None:
        self._client, self._key, self._fingerprint, self._mint = client, key, fingerprint, mint

    async def __call__(
        self,
        uow: Transaction,
        act: Callable[[], Awaitable[Thing]],
        render: Callable[[Thing], BaseModel],
        *,
        status: int | Callable[[Thing], int] = 201,
        location: str | None = None,
    ) -> Response:
        """The answer to an act: its effect, its facts and its answer are committed together.

        `status` may follow from the thing; `location` is a path in which `{id}` stands for the entity's id.
        Raises `IdempotencyKeyReused`, `StillInProgress`.
        """

        async def answer() -> tuple[BaseModel, dict[str, str], int]:
            thing = await act()
            headers = {"ETag": etag(thing.revision)}
            if location:
                headers["Location"] = location.format(id=thing.id)
            return render(thing), headers, status(thing) if callable(status) else status

        return await self._once(uow, answer)

    async def keep(
        self,
        uow: Transaction,
        answer: Callable[[], Awaitable[tuple[BaseModel, dict[str, str]]]],
        *,
        status: int = 200,
        shown: Callable[[bytes], bytes] = bytes,
    ) -> Response:
        """The answer to an act that changes many entities or none: what it gives back, with its headers.

        `shown` makes of the body that is kept the one that is given: it puts in what nobody may store.
        """

        async def with_status() -> tuple[BaseModel, dict[str, str], int]:
            return *await answer(), status

        return await self._once(uow, with_status, shown)

    async def _once(
        self,
        uow: Transaction,
        answer: Callable[[], Awaitable[tuple[BaseModel, dict[str, str], int]]],
        shown: Callable[[bytes], bytes] = bytes,
    ) -> Response:
        async with uow:
            kept = await self._kept(uow) or await self._new(uow, answer)
        body, status, headers = kept
        return _answer(shown(body), status, self._mint.revealed(headers))

    async def _new(
        self, uow: Transaction, answer: Callable[[], Awaitable[tuple[BaseModel, dict[str, str], int]]]
    ) -> Kept:
        document, headers, status = await answer()
        await uow.flush()
        headers |= uow.headers | position.headers()
        body = document.model_dump_json().encode()
        await self._keep(uow, status, headers, body)
        return body, status, headers

    async def _kept(self, uow: Transaction) -> Kept | None:
        if self._key is None:
            return None
        held = await uow.row(_LOCK, f"{self._client} {self._key}")
        if not (held and held[0]):
            raise StillInProgress
        row = await uow.row(_KEPT, self._client, self._key)
        if row is None:
            return None
        fingerprint, status, headers, body = row
        if fingerprint != self._fingerprint:
            raise IdempotencyKeyReused(key=self._key)
        return body, status, {**orjson.loads(headers), "Idempotency-Replayed": "true"}

    async def _keep(self, uow: Transaction, status: int, headers: dict[str, str], body: bytes) -> None:
        if self._key is not None:
            told = orjson.dumps(headers).decode()
            await uow.write(_KEEP, self._client, self._key, self._fingerprint, status, told, body)


def _answer(body: bytes, status: int, headers: dict[str, str]) -> Response:
    """A kept answer; an act may be refused and recorded all the same, and then its answer is a problem document."""
    return Response(body, status, headers, CONTENT_TYPE if status >= HTTPStatus.BAD_REQUEST else "application/json")


async def once(
    request: Request,
    principal: Caller,
    key: Annotated[str | None, Header(alias="Idempotency-Key", min_length=1, max_length=200)] = None,
) -> Once:
    """The idempotency of this request."""
    said = f"{request.method} {request.url.path}\n".encode() + await request.body()
    mint = Mint(request.app.state.settings.platform_secret.get_secret_value())
    return Once(principal.client if principal else "", key, hashlib.sha256(said).digest(), mint)


OnceOnly = Annotated[Once, Depends(once)]
