"""One idempotency key, one effect, one answer: the answer is kept in the transaction of the effect."""

import hashlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Annotated, Protocol, TypeVar
from uuid import UUID

import orjson
from fastapi import Depends, Header, Request, Response
from pydantic import BaseModel
from sqlalchemy import insert, select, text

from chassis.auth import Caller
from chassis.caching import etag
from chassis.errors import Conflict, Unacceptable
from chassis.persistence import Database, UnitOfWork
from chassis.problems import CONTENT_TYPE
from chassis.schema import idempotency
from chassis.tokens import Mint

KEPT_DAYS = 7
"""How long a key is remembered: longer than any client repeats a call."""
_LOCK = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")


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


Thing = TypeVar("Thing", bound=Versioned)


async def forget_answers(database: Database) -> None:
    """Forget the answers that were kept for longer than `KEPT_DAYS`."""
    await database.reads.execute(f"DELETE FROM idempotency WHERE kept_at < now() - interval '{KEPT_DAYS} days'")


class Once:
    """Runs an act at most once per client and `Idempotency-Key`; without a key it simply runs it."""

    def __init__(self, client: str, key: str | None, fingerprint: bytes, mint: Mint) -> None:
        self._client, self._key, self._fingerprint, self._mint = client, key, fingerprint, mint

    async def __call__(
        self,
        uow: UnitOfWork,
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
        self, uow: UnitOfWork, answer: Callable[[], Awaitable[tuple[BaseModel, dict[str, str]]]], *, status: int = 200
    ) -> Response:
        """The answer to an act that changes many entities or none: what it gives back, with its headers."""

        async def with_status() -> tuple[BaseModel, dict[str, str], int]:
            return *await answer(), status

        return await self._once(uow, with_status)

    async def _once(
        self, uow: UnitOfWork, answer: Callable[[], Awaitable[tuple[BaseModel, dict[str, str], int]]]
    ) -> Response:
        async with uow:
            if kept := await self._kept(uow):
                return kept
            document, headers, status = await answer()
            headers |= uow.headers
            body = document.model_dump_json().encode()
            await self._keep(uow, status, headers, body)
        return _answer(body, status, self._mint.revealed(headers))

    async def _kept(self, uow: UnitOfWork) -> Response | None:
        if self._key is None:
            return None
        if not await uow.session.scalar(_LOCK, {"name": f"{self._client} {self._key}"}):
            raise StillInProgress
        here = (idempotency.c.client == self._client) & (idempotency.c.key == self._key)
        row = (await uow.session.execute(select(idempotency).where(here))).one_or_none()
        if row is None:
            return None
        if row.fingerprint != self._fingerprint:
            raise IdempotencyKeyReused(key=self._key)
        headers = self._mint.revealed(orjson.loads(row.headers))
        return _answer(row.body, row.status, {**headers, "Idempotency-Replayed": "true"})

    async def _keep(self, uow: UnitOfWork, status: int, headers: dict[str, str], body: bytes) -> None:
        if self._key is not None:
            row = {"client": self._client, "key": self._key, "fingerprint": self._fingerprint, "status": status}
            await uow.session.execute(
                insert(idempotency), [{**row, "headers": orjson.dumps(headers).decode(), "body": body}]
            )


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
