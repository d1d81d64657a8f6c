"""A service of counters over HTTP, as any service of ours is put together."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict

from chassis.auth import PUBLIC, Principal, requires, sign
from chassis.caching import IfMatch, ready
from chassis.errors import NotFound
from chassis.idempotency import OnceOnly
from chassis.paging import Paging
from tests.component.chassis.counting import Counter, Counting

SECRET = "a secret of at least thirty-two bytes"
ALICE = Principal("alice", frozenset({"counters:write"}), "*")


class Start(BaseModel):
    """The body that starts a counter."""

    model_config = ConfigDict(extra="forbid")

    counts: int


class CounterResource(BaseModel):
    """A counter as it is shown."""

    id: UUID
    total: int


class CounterNotFound(NotFound):
    """There is no such counter."""


def routes() -> APIRouter:
    router = APIRouter()

    @router.post("/counters", status_code=201)
    async def start(
        body: Start, request: Request, once: OnceOnly, _: Annotated[Principal, Depends(requires("counters:write"))]
    ) -> Response:
        uow = Counting(request.app.state.database)

        async def act() -> Counter:
            async with uow:
                made = Counter(UUID(int=body.counts))
                for _ in range(body.counts):
                    made.count()
                uow.session.add(made)
            return made

        return await once(
            uow, act, lambda made: CounterResource(id=made.id, total=made.total), location="/counters/{id}"
        )

    @router.get("/counters/{counter_id}", dependencies=PUBLIC)
    async def read(counter_id: UUID, request: Request) -> Response:
        row = await request.app.state.database.reads.fetchrow("SELECT total FROM counter WHERE id = $1", counter_id)
        if row is None:
            raise CounterNotFound(counter=str(counter_id))
        return ready(request, f'{{"total":{row[0]}}}', row[0])

    @router.put("/counters/{counter_id}", dependencies=PUBLIC)
    async def change(counter_id: UUID, expected: IfMatch) -> None:
        expected.check(3)

    @router.get("/counters", dependencies=PUBLIC)
    async def browse(page: Paging, request: Request) -> Response:
        query = (
            f"SELECT id::text, total FROM counter WHERE $1::uuid IS NULL OR id {page.comparison} $1::uuid "
            f"ORDER BY id {page.order} LIMIT $2"
        )
        rows = await request.app.state.database.reads.fetch(query, page.edge, page.limit + 1)
        return page.answer([(row[0], str(row[1])) for row in rows])

    @router.get("/slow", dependencies=PUBLIC)
    async def slow(request: Request) -> None:
        await request.app.state.database.reads.fetchval("SELECT pg_sleep(30)::text")

    @router.get("/broken", dependencies=PUBLIC)
    async def broken() -> None:
        raise RuntimeError("a defect")

    return router


def as_(principal: Principal = ALICE, **headers: str) -> dict[str, str]:
    return {
        "Prenan-Principal": sign(principal, SECRET, lifetime=3600),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
