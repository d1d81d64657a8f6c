"""What every service answers, whatever it is about: problems, access, idempotency, entity tags, pages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated
from uuid import UUID

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from pydantic import BaseModel, ConfigDict, SecretStr

from chassis.auth import PUBLIC, Principal, requires, sign
from chassis.caching import IfMatch, ready
from chassis.doorway import MAX_BODY_BYTES
from chassis.errors import NotFound
from chassis.idempotency import OnceOnly
from chassis.paging import Paging
from chassis.service import AccessNotDeclared, assemble, create, livez
from chassis.settings import ServiceSettings
from tests.component.chassis.counting import TOPIC, Counter, Counting, a_counter

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


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    app: FastAPI = create("counting", settings, [routes()], {"counts": TOPIC}, follows=("others.v1",))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield http


def as_(principal: Principal = ALICE, **headers: str) -> dict[str, str]:
    return {
        "Prenan-Principal": sign(principal, SECRET, lifetime=3600),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }


JSON = {"Content-Type": "application/json"}
BAD_CALLS = [
    (
        "malformed JSON",
        "POST",
        "/counters",
        {"content": b'{"counts": ', "headers": {**as_(), **JSON}},
        400,
        "malformed-json",
    ),
    ("wrong type", "POST", "/counters", {"json": {"counts": "many"}, "headers": as_()}, 422, "invalid-request"),
    ("unknown field", "POST", "/counters", {"json": {"counts": 1, "x": 2}, "headers": as_()}, 422, "invalid-request"),
    ("no body", "POST", "/counters", {"headers": as_()}, 422, "invalid-request"),
    ("no key", "POST", "/counters", {"json": {"counts": 1}}, 401, "unauthenticated"),
    (
        "forged key",
        "POST",
        "/counters",
        {"json": {"counts": 1}, "headers": {"Prenan-Principal": "e.y.J"}},
        401,
        "unauthenticated",
    ),
    (
        "wrong scope",
        "POST",
        "/counters",
        {"json": {"counts": 1}, "headers": as_(Principal("bob", frozenset({"other:write"})))},
        403,
        "scope-missing",
    ),
    (
        "unknown media type",
        "POST",
        "/counters",
        {"content": b"x", "headers": as_(Content_Type="text/plain")},
        415,
        "media-type-not-supported",
    ),
    (
        "oversized body",
        "POST",
        "/counters",
        {"content": b" " * (MAX_BODY_BYTES + 1), "headers": {**as_(), **JSON}},
        413,
        "body-too-large",
    ),
    ("unknown path", "GET", "/nowhere", {}, 404, "path-unknown"),
    ("wrong method", "DELETE", "/counters", {}, 405, "method-not-allowed"),
    ("not a UUID", "GET", "/counters/seven", {}, 422, "invalid-request"),
    ("unknown id", "GET", f"/counters/{UUID(int=9)}", {}, 404, "counter-not-found"),
    ("no If-Match", "PUT", f"/counters/{UUID(int=9)}", {}, 428, "precondition-required"),
    ("stale If-Match", "PUT", f"/counters/{UUID(int=9)}", {"headers": {"If-Match": '"2"'}}, 412, "precondition-failed"),
    ("limit too large", "GET", "/counters?limit=1001", {}, 422, "invalid-request"),
    ("forged cursor", "GET", "/counters?cursor=AAAAAAAAAAAAAAAAAAAA", {}, 400, "invalid-cursor"),
    ("unknown feed", "GET", "/feed/nothing", {}, 404, "unknown-feed"),
    ("negative position", "GET", "/feed/counts?after=-1", {}, 422, "invalid-request"),
    ("a defect", "GET", "/broken", {}, 500, "internal"),
]


@pytest.mark.parametrize(
    ("what", "method", "path", "call", "status", "code"), BAD_CALLS, ids=[row[0] for row in BAD_CALLS]
)
async def test_bad_input_is_answered_by_a_problem_with_a_stable_code(
    client: httpx.AsyncClient, what: str, method: str, path: str, call: dict[str, object], status: int, code: str
) -> None:
    answer = await client.request(method, path, **call)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), what
    problem = answer.json()
    assert (problem["code"], problem["status"], problem["type"]) == (code, status, f"/problems/{code}")
    assert problem["request_id"] == answer.headers["request-id"]


async def test_a_chunked_body_is_stopped_where_it_grows_too_large(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 65_536 + 2):
            yield b" " * 65_536

    answer = await client.post("/counters", content=endless(), headers={**as_(), **JSON})
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_a_flaw_names_its_place_by_json_pointer(client: httpx.AsyncClient) -> None:
    problem = (await client.post("/counters", json={"counts": "many"}, headers=as_())).json()
    assert problem["errors"][0]["pointer"] == "/body/counts"


async def test_the_same_idempotency_key_gives_the_same_answer_and_one_effect(
    client: httpx.AsyncClient, database_url: str
) -> None:
    headers = as_(Idempotency_Key="k1")
    first = await client.post("/counters", json={"counts": 2}, headers=headers)
    again = await client.post("/counters", json={"counts": 2}, headers=headers)
    assert (first.status_code, first.content, first.headers["etag"]) == (201, again.content, again.headers["etag"])
    assert again.headers["idempotency-replayed"] == "true"
    assert (await client.get("/counters")).json()["items"] == [2]


async def test_an_idempotency_key_used_for_another_request_is_refused(client: httpx.AsyncClient) -> None:
    await client.post("/counters", json={"counts": 2}, headers=as_(Idempotency_Key="k1"))
    other = await client.post("/counters", json={"counts": 3}, headers=as_(Idempotency_Key="k1"))
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_the_same_idempotency_key_of_another_client_is_another_key(client: httpx.AsyncClient) -> None:
    bob = Principal("bob", ALICE.scopes, "*")
    await client.post("/counters", json={"counts": 2}, headers=as_(Idempotency_Key="k1"))
    other = await client.post("/counters", json={"counts": 3}, headers=as_(bob, Idempotency_Key="k1"))
    assert other.status_code == 201


async def test_an_unchanged_document_is_not_sent_again(client: httpx.AsyncClient) -> None:
    location = (await client.post("/counters", json={"counts": 2}, headers=as_())).headers["location"]
    read = await client.get(location)
    again = await client.get(location, headers={"If-None-Match": read.headers["etag"]})
    assert (read.json(), again.status_code, again.content) == ({"total": 2}, 304, b"")


async def test_pages_lead_forth_and_back_through_all_rows_once(client: httpx.AsyncClient) -> None:
    for number in range(1, 8):
        await client.post("/counters", json={"counts": number}, headers=as_())
    seen, url = [], "/counters?limit=3"
    pages = []
    while url:
        page = (await client.get(url)).json()
        pages.append(page["items"])
        seen += page["items"]
        last, url = page, page["next"]
    assert seen == [1, 2, 3, 4, 5, 6, 7]
    before = (await client.get(last["prev"])).json()
    assert before["items"] == pages[-2]
    first = (await client.get(before["prev"])).json()
    assert (first["items"], first["prev"]) == (pages[0], None)


async def test_health_answers_without_a_key(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).json() == {"status": "alive"}
    assert (await client.get("/readyz")).json() == {"status": "ready"}
    await client.get(f"/counters/{UUID(int=1)}")
    assert b'route="/counters/{counter_id}"' in (await client.get("/metrics")).content


async def test_the_document_says_who_may_use_each_operation(client: httpx.AsyncClient) -> None:
    document = client._transport.app.openapi()  # type: ignore[attr-defined]
    assert document["paths"]["/counters"]["post"]["x-access"] == "counters:write"
    assert document["paths"]["/counters"]["get"]["x-access"] == "public"
    assert "counter-not-found" in {problem["code"] for problem in document["x-problems"]}


async def test_a_route_that_does_not_say_who_may_use_it_is_not_served(database_url: str) -> None:
    router = APIRouter()

    @router.get("/open")
    async def forgotten() -> None: ...

    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    with pytest.raises(AccessNotDeclared):
        create("counting", settings, [router], {})


def unsaid() -> list[APIRouter]:
    """Routers whose routes could be overlooked: of another kind, of another router, of two minds."""
    plain, mounted, inner, outer, both = (APIRouter() for _ in range(5))
    plain.add_route("/open", lambda _: Response())
    mounted.mount("/open", FastAPI())
    inner.add_api_route("/open", livez)
    outer.include_router(inner)
    asked = [Depends(requires("counters:write")), Depends(requires("counters:read"))]
    both.add_api_route("/open", livez, dependencies=asked)
    return [plain, mounted, outer, both]


@pytest.mark.parametrize("router", unsaid(), ids=["plain", "mounted", "included", "of two minds"])
async def test_no_kind_of_route_is_overlooked(database_url: str, router: APIRouter) -> None:
    settings = ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))
    with pytest.raises(AccessNotDeclared):
        create("counting", settings, [router], {})


def test_a_scope_holds_where_a_router_says_that_it_is_public() -> None:
    router = APIRouter(dependencies=PUBLIC)
    router.add_api_route("/guarded", livez, dependencies=[Depends(requires("counters:write"))])

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    settings = ServiceSettings(database_url="postgresql://", platform_secret=SecretStr(SECRET))
    document = assemble("counting", settings, [router], lifespan).openapi()
    assert document["paths"]["/guarded"]["get"]["x-access"] == "counters:write"


async def test_a_database_that_went_away_is_a_problem_that_may_be_repeated(client: httpx.AsyncClient) -> None:
    await a_counter_of(client)
    app = client._transport.app  # type: ignore[attr-defined]
    await app.state.database.reads.close()
    answer = await client.get(f"/counters/{UUID(int=1)}")
    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (503, "unavailable", True)


async def a_counter_of(client: httpx.AsyncClient) -> None:
    app = client._transport.app  # type: ignore[attr-defined]
    await a_counter(app.state.database)
