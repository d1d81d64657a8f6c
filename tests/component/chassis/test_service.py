"""What every service answers, whatever it is about: idempotency, entity tags, pages, health."""

from collections.abc import AsyncIterator
from uuid import UUID

import httpx

from chassis.auth import Principal
from chassis.doorway import MAX_BODY_BYTES
from tests.component.chassis.counters import ALICE, as_
from tests.component.chassis.counting import a_counter

JSON = {"Content-Type": "application/json"}


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


async def test_a_database_that_went_away_is_a_problem_that_may_be_repeated(client: httpx.AsyncClient) -> None:
    await a_counter_of(client)
    app = client._transport.app  # type: ignore[attr-defined]
    await app.state.database.reads.close()
    answer = await client.get(f"/counters/{UUID(int=1)}")
    assert (answer.status_code, answer.json()["code"], answer.json()["retryable"]) == (503, "unavailable", True)


async def a_counter_of(client: httpx.AsyncClient) -> None:
    app = client._transport.app  # type: ignore[attr-defined]
    await a_counter(app.state.database)
