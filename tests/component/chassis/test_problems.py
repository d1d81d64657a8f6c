"""Whatever is wrong with a request, any service answers by a problem with a stable code."""

from uuid import UUID

import httpx
import pytest

from chassis.auth import Principal
from chassis.doorway import MAX_BODY_BYTES
from tests.component.chassis.counters import as_

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
