"""A restricted feed is for those who hold its scope, and for services that follow it; nobody else reads a fact."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import orjson
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from chassis.auth import HEADER, Principal, sign
from chassis.feed import Restricted
from chassis.part import Followed, Part
from chassis.persistence import Database
from chassis.service import create
from chassis.settings import ServiceSettings
from deploy.embedded.ports import free_port
from tests.component.chassis.counting import TOPIC, Counting, a_counter
from tests.component.chassis.running import read, relaying
from tests.component.gateway.serving import served

SECRET = "a secret of at least thirty-two bytes"
SCOPE = "counts:read"


@pytest.fixture
def settings(database_url: str) -> ServiceSettings:
    return ServiceSettings(database_url=database_url, platform_secret=SecretStr(SECRET))


@pytest.fixture
async def app(settings: ServiceSettings, database: Database) -> AsyncIterator[FastAPI]:
    """A service with one fact in a restricted feed, and a topic that nobody ever gave a feed."""
    app = create("counting", settings, [], {}, restricted={"counts": Restricted(TOPIC, SCOPE)})
    async with app.router.lifespan_context(app), relaying(database):
        await a_counter(database)
        await read(database, 1)
        yield app


@pytest.fixture
async def http(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://counting") as client:
        yield client


def a_reader(*scopes: str) -> dict[str, str]:
    return {HEADER: sign(Principal("a reader", frozenset(scopes)), SECRET)}


async def test_who_holds_the_scope_reads_it_and_nobody_may_keep_the_answer(http: httpx.AsyncClient) -> None:
    answer = await http.get("/feed/counts?include=body", headers=a_reader(SCOPE))
    assert [item["position"] for item in answer.json()["events"]] == [1]
    assert answer.headers["cache-control"] == "private, no-store"
    assert "etag" not in answer.headers


async def test_the_public_and_holders_of_other_scopes_read_nothing(http: httpx.AsyncClient) -> None:
    public = await http.get("/feed/counts")
    assert (public.status_code, public.json()["code"]) == (401, "unauthenticated")
    other = await http.get("/feed/counts", headers=a_reader("counters:write"))
    assert (other.status_code, other.json()["code"]) == (403, "scope-missing")


async def test_a_topic_has_no_feed_unless_it_is_given_one(settings: ServiceSettings) -> None:
    app = create("counting", settings, [], {})
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://counting") as http:
            answer = await http.get("/feed/counts", headers=a_reader(SCOPE))
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-feed")


async def test_its_journal_is_as_public_as_any_other(http: httpx.AsyncClient) -> None:
    assert (await http.get("/journal/counts/checkpoints")).status_code == 200


async def test_the_document_says_which_scope_it_asks_for(app: FastAPI) -> None:
    paths = app.openapi()["paths"]
    assert paths["/feed/counts"]["get"]["x-access"] == SCOPE
    assert paths["/feed/{name}"]["get"]["x-access"] == "public"


@pytest.mark.parametrize(("scope", "seen"), [(SCOPE, 1), (None, httpx.HTTPStatusError)])
async def test_a_service_follows_it_by_the_secret_it_shares(
    app: FastAPI, settings: ServiceSettings, scope: str | None, seen: int | type[Exception]
) -> None:
    async with served(app, free_port()) as server:
        part = Part(name="reading", settings=settings, begin=Counting, topics={})
        source = part.source(Followed(TOPIC, f"{server.url}/feed/counts", scope))

        async def begin(_topic: str, _partition: int) -> int:
            return 0

        await source.start(begin)
        try:
            async with asyncio.timeout(10):
                if isinstance(seen, int):
                    assert await source.heads() == {0: seen}
                    batch = await anext(aiter(source.batches()))
                    assert len(batch.deliveries) == seen
                else:
                    with pytest.raises(seen):
                        await source.heads()
        finally:
            await source.close()


async def test_a_page_holds_the_facts_as_they_were_told(http: httpx.AsyncClient) -> None:
    answer = await http.get("/feed/counts?include=body&limit=1", headers=a_reader(SCOPE))
    [item] = orjson.loads(answer.content)["events"]
    assert item["event"]["data"]["supplier"]["name"] == "1"


@pytest.mark.parametrize(
    ("query", "positions", "following"),
    [
        ("type=Other&type=SupplierUpdated", [1], 1),
        ("type=Other", [], 1),
        ("department=35", [], 1),
        ("after=latest", [], 1),
        ("order=newest", [1], 1),
        ("order=newest&before=1", [], 0),
    ],
)
async def test_a_reader_says_what_it_wants_in_the_query(
    http: httpx.AsyncClient, query: str, positions: list[int], following: int
) -> None:
    page = (await http.get(f"/feed/counts?{query}", headers=a_reader(SCOPE))).json()
    assert ([item["position"] for item in page["events"]], page["next"]) == (positions, following)


@pytest.mark.parametrize("query", ["cpv=1", "buyer=12", "type=%20", "after=-1", "after=now", "include=all", "order=up"])
async def test_what_cannot_be_wanted_is_refused(http: httpx.AsyncClient, query: str) -> None:
    answer = await http.get(f"/feed/counts?{query}", headers=a_reader(SCOPE))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
