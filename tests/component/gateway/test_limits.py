"""Who asks too often is told when to ask again; who asks at a bad moment, too."""

import re

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from chassis.auth import HEADER, Principal, sign
from gateway.limits.cost import CLASSES, Cost
from gateway.limits.costs import Costs
from gateway.limits.limits import Limits
from gateway.limits.load import Load
from gateway.limits.strangers import WRONG_KEYS, Strangers
from tests.component.gateway.platform import GENEROUS, Platform
from tests.component.gateway.stubs import HOLDER

SUPPLIER = f"/suppliers/{HOLDER}"


def left(answer: httpx.Response) -> int:
    """What an answer says of the requests that are left."""
    found = re.fullmatch(r'"read";r=(\d+);t=\d+', answer.headers["ratelimit"])
    assert found
    return int(found[1])


async def test_each_answer_says_the_quota_of_its_class_and_what_is_left(prenan: Platform) -> None:
    first, second = [await prenan.http.get(SUPPLIER) for _ in range(2)]
    quota = CLASSES[Cost.READ].public.requests * GENEROUS
    assert first.headers["ratelimit-policy"] == f'"read";q={quota};w=60'
    assert left(second) <= left(first) < quota
    assert prenan.suppliers.asked[SUPPLIER] == 1, "an answer from the shelf counts as well"


async def test_a_page_counts_once_whatever_it_asks(prenan: Platform) -> None:
    before = left(await prenan.http.get(SUPPLIER))
    page = await prenan.http.get("/en")
    assert page.headers["ratelimit"].startswith('"composed";')
    assert left(await prenan.http.get(SUPPLIER)) >= before - 1


async def test_a_client_has_a_quota_of_its_own_and_a_larger_one(prenan: Platform) -> None:
    answer = await prenan.http.get(SUPPLIER, headers=await prenan.bearer("prescriber"))
    assert answer.headers["ratelimit-policy"] == f'"read";q={CLASSES[Cost.READ].client.requests * GENEROUS};w=60'


async def test_behind_a_trusted_proxy_each_address_has_its_own_quota(prenan: Platform) -> None:
    await prenan.http.get(SUPPLIER)
    behind = await prenan.http.get(SUPPLIER, headers={"X-Forwarded-For": "203.0.113.9"})
    assert left(behind) == CLASSES[Cost.READ].public.requests * GENEROUS - 1


async def test_every_operation_says_its_class_and_its_refusals(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    operations = {
        f"{method} {path}": one
        for path, item in document["paths"].items()
        for method, one in item.items()
        if method in ("get", "post", "put", "delete")
    }
    assert all({"429", "503"} <= one["responses"].keys() for one in operations.values())
    shown = {name: one["x-cost"] for name, one in operations.items()}
    assert shown["get /tenders/{tender_id}"] == "composed"
    assert shown["get /suppliers"] == "search"
    assert shown["post /tenders"] == "write"
    assert shown["get /feed/{name}"] == "stream"


async def test_too_much_in_flight_refuses_searches_before_reads(prenan: Platform) -> None:
    load = prenan.app.state.platform.load
    load.in_flight += 600
    try:
        search, read = [await prenan.http.get(path) for path in ("/suppliers", SUPPLIER)]
    finally:
        load.in_flight -= 600
    assert (search.status_code, search.json()["code"], search.headers["retry-after"]) == (503, "overloaded", "2")
    assert search.json()["request_id"] == search.headers["request-id"]
    assert read.status_code == 200
    assert (await prenan.http.get("/suppliers")).status_code == 200


@pytest.fixture
async def gate() -> httpx.AsyncClient:
    """A gate that knows the word, and an address that may be wrong twice a minute."""

    async def judge(request: Request) -> PlainTextResponse:
        return PlainTextResponse("", 200 if request.headers.get("authorization", "right") == "right" else 401)

    strangers = Middleware(Strangers, scale=2 / WRONG_KEYS.requests)
    app = Starlette(routes=[Route("/", judge)], middleware=[strangers])
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gate")


async def test_after_some_wrong_keys_an_address_is_heard_only_without_one(gate: httpx.AsyncClient) -> None:
    right, wrong = {"Authorization": "right"}, {"Authorization": "wrong"}
    said = [right, right, right, wrong, wrong, wrong, right, {}]
    assert [(await gate.get("/", headers=one)).status_code for one in said] == [200, 200, 200, 401, 401, 429, 429, 200]


@pytest.fixture
async def door() -> httpx.AsyncClient:
    """A door whose callers may search twice a minute, clients twenty times."""

    async def found(_: object) -> PlainTextResponse:
        return PlainTextResponse("found")

    limits = Middleware(Limits, load=Load(100), scale=2 / CLASSES[Cost.SEARCH].public.requests)
    app = Starlette(routes=[Route("/search", found)], middleware=[limits])
    app.state.costs = Costs({"paths": {"/search": {"get": {"x-cost": "search"}}}})
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://door")


async def test_who_asks_too_often_is_refused_with_the_time_to_wait(door: httpx.AsyncClient) -> None:
    answers = [await door.get("/search") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    refused = answers[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["ratelimit"].startswith('"search";r=0;t=')
    assert 1 <= int(refused.headers["retry-after"]) <= 30
    problem = refused.json()
    assert (problem["code"], problem["cost"], problem["quota"], problem["retryable"]) == (
        "quota-exceeded",
        "search",
        2,
        True,
    )


async def test_a_client_is_not_refused_for_what_its_address_used_up(door: httpx.AsyncClient) -> None:
    for _ in range(3):
        await door.get("/search")
    someone = {HEADER: sign(Principal("portal X", frozenset()), "a secret of at least thirty-two bytes")}
    assert (await door.get("/search", headers=someone)).status_code == 200
    assert (await door.get("/search")).status_code == 429
