"""What passes through to the services, what comes back, and what does not pass."""

import asyncio
import time
from typing import Any

import pytest

from chassis.auth import HEADER, Principal, sign
from chassis.doorway import MAX_BODY_BYTES
from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER


async def test_a_request_passes_with_its_body_its_key_and_its_headers(prenan: Platform) -> None:
    headers = await prenan.bearer("purchasing-referent", organisation="23350001600040")
    answer = await prenan.http.post("/tenders", json={"title": "Roads"}, headers=headers | {"Idempotency-Key": "k1"})
    assert answer.status_code == 201
    client = "purchasing-referent@23350001600040"
    assert answer.json() == {"title": "Roads", "client": client, "organisation": "23350001600040", "key": "k1"}
    assert (answer.headers["location"], answer.headers["etag"]) == ("/tenders/1", '"1"')
    assert answer.headers["idempotency-replayed"] == "true"


async def test_the_request_id_and_the_trace_are_the_same_on_both_sides(prenan: Platform) -> None:
    trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
    answer = await prenan.http.get(f"/suppliers/{HOLDER}", headers={"Request-Id": "mine-1", "traceparent": trace})
    assert answer.headers.get_list("request-id") == ["mine-1"]
    assert prenan.suppliers.last is not None
    assert prenan.suppliers.last.headers["request-id"] == "mine-1"
    assert prenan.suppliers.last.headers["traceparent"] == trace


async def test_a_principal_that_a_client_brings_itself_is_dropped(prenan: Platform) -> None:
    secret = "a secret of at least thirty-two bytes"
    forged = sign(Principal("mallory", frozenset({"tenders:write"}), "*"), secret)
    answer = await prenan.http.post("/tenders", json={"title": "Roads"}, headers={HEADER: forged})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_a_key_never_reaches_a_service(prenan: Platform) -> None:
    await prenan.http.get(f"/suppliers/{HOLDER}", headers=await prenan.bearer() | {"Cookie": "session=1"})
    assert prenan.suppliers.last is not None
    assert not {"authorization", "cookie"} & set(prenan.suppliers.last.headers)


BAD_INPUT: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("POST", "/tenders", {"content": b'{"title": ', "type": "application/json"}, 400, "malformed-json"),
    ("POST", "/tenders", {"content": b'{"title": 1}', "type": "application/json"}, 422, "invalid-request"),
    ("POST", "/tenders", {"content": b'{"title": "a", "x": 1}', "type": "application/json"}, 422, "invalid-request"),
    ("POST", "/tenders", {"content": b"<title/>", "type": "application/xml"}, 415, "media-type-not-supported"),
    ("POST", "/tenders", {"content": b"title=a"}, 415, "media-type-not-supported"),
    (
        "POST",
        "/tenders",
        {"content": b" " * (MAX_BODY_BYTES + 1), "type": "application/json"},
        413,
        "body-too-large",
    ),
    ("GET", "/nowhere", {}, 404, "path-unknown"),
    ("GET", "/tenders/", {}, 404, "path-unknown"),
    ("GET", "/metrics/../tenders/x/y", {}, 404, "path-unknown"),
    ("GET", "/feed/nothing", {}, 404, "unknown-feed"),
    ("GET", "/journal/nothing/keys", {}, 404, "unknown-feed"),
    ("GET", "/feed/procedures?after=-1", {}, 422, "invalid-request"),
    ("GET", "/tenders/not-a-uuid", {}, 422, "invalid-request"),
    ("GET", "/tenders/%00%ff", {}, 422, "invalid-request"),
    ("DELETE", "/tenders", {}, 405, "method-not-allowed"),
    ("HEAD", "/tenders", {}, 405, ""),
    ("PUT", "/tenders/8a1f8b0e-0000-4000-8000-000000000000", {"json": {"title": "a"}}, 428, "precondition-required"),
    ("DELETE", "/keys/short", {}, 422, "invalid-request"),
    ("GET", "/keys?cursor=forged", {}, 400, "invalid-cursor"),
    ("POST", "/keys", {"json": {"role": "public", "organisation": "*"}}, 422, "invalid-request"),
    ("POST", "/keys", {"json": {"role": "operator", "organisation": "1"}}, 422, "invalid-request"),
    ("GET", "/problems/no-such-code", {}, 404, "problem-unknown"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "code"), BAD_INPUT)
async def test_bad_input_is_answered_with_a_problem(
    prenan: Platform, method: str, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    headers = await prenan.bearer()
    sent = dict(body)
    if media_type := sent.pop("type", None):
        headers["Content-Type"] = media_type
    answer = await prenan.http.request(method, path, headers=headers, **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        problem = answer.json()
        assert (problem["code"], problem["type"]) == (code, f"/problems/{code}")
        assert problem["request_id"] == answer.headers["request-id"]


async def test_a_wrong_method_names_the_right_ones(prenan: Platform) -> None:
    answer = await prenan.http.delete("/tenders")
    assert set(answer.headers["allow"].split(", ")) == {"GET", "POST"}


async def test_a_body_without_a_stated_length_is_limited_too(prenan: Platform) -> None:
    async def endless() -> Any:
        for _ in range(6):
            yield b" " * 1024 * 1024

    headers = await prenan.bearer() | {"Content-Type": "application/json"}
    answer = await prenan.http.post("/tenders", content=endless(), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


async def test_a_dead_service_is_named_at_once(prenan: Platform) -> None:
    await prenan.suppliers.served.kill()
    try:
        began = time.monotonic()
        answers = [await prenan.http.get(f"/suppliers/{HOLDER}0") for _ in range(8)]
        spent = time.monotonic() - began
    finally:
        await prenan.suppliers.served.start()
    for answer in answers:
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
        assert (answer.json()["code"], answer.json()["upstream"]) == ("upstream-unavailable", "suppliers")
    assert spent < 2


async def test_a_service_that_hangs_is_given_up_at_the_deadline(prenan: Platform) -> None:
    prenan.suppliers.awake.clear()
    began = time.monotonic()
    answer = await prenan.http.get(f"/suppliers/{HOLDER}")
    assert time.monotonic() - began < 3
    assert (answer.status_code, answer.json()["code"]) == (504, "upstream-timeout")
    assert (answer.json()["upstream"], answer.headers["retry-after"]) == ("suppliers", "1")


async def test_a_service_that_hangs_does_not_hold_up_the_others(prenan: Platform) -> None:
    prenan.suppliers.awake.clear()
    hanging = [asyncio.create_task(prenan.http.get(f"/suppliers/{HOLDER}")) for _ in range(20)]
    began = time.monotonic()
    assert (await prenan.http.get("/tenders")).status_code == 200
    assert time.monotonic() - began < 1
    assert {answer.status_code for answer in await asyncio.gather(*hanging)} <= {503, 504}


async def test_a_service_that_came_back_is_used_again(prenan: Platform) -> None:
    await prenan.suppliers.served.kill()
    for _ in range(8):
        await prenan.http.get(f"/suppliers/{HOLDER}0")
    await prenan.suppliers.served.start()
    await prenan.followed()
    assert (await prenan.http.get(f"/suppliers/{HOLDER}")).status_code == 200


@pytest.mark.parametrize(("feed", "service"), [("procedures", "tenders"), ("suppliers", "suppliers")])
@pytest.mark.parametrize("what", ["checkpoints?limit=2", "keys?"])
async def test_each_journal_is_answered_by_the_service_that_keeps_it(
    prenan: Platform, feed: str, service: str, what: str
) -> None:
    path = f"/journal/{feed}/{what}"
    assert (await prenan.http.get(path)).json() == {"service": service, "asked": path}


async def test_the_proof_of_a_portal_reaches_the_service(prenan: Platform) -> None:
    proof = {"Prenan-Owner-Token": "owner", "Prenan-Transfer-Token": "transfer"}
    await prenan.http.post("/tenders", json={"title": "Roads"}, headers=await prenan.bearer() | proof)
    assert prenan.tenders.last is not None
    assert {name: prenan.tenders.last.headers[name] for name in proof} == proof
