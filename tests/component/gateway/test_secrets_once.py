"""What makes a secret happens once for one idempotency key: a repetition shows the same, which is stored nowhere."""

from typing import Any

import httpx
import pytest

from gateway.keys.key import Key
from tests.component.gateway.platform import Platform
from tests.component.gateway.tokens import asked, drafting

REGION = "23350001600040"
NAMED = {"role": "purchasing-referent", "organisation": REGION, "client": "of the region"}


async def made_once(prenan: Platform, path: str, body: dict[str, Any]) -> tuple[httpx.Response, httpx.Response]:
    """The answers to a call and to its repetition."""
    headers = await prenan.bearer(client="an administrator") | {"Idempotency-Key": f"once {path}"}
    first, again = [await prenan.http.post(path, json=body, headers=headers) for _ in range(2)]
    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert (first.headers.get("idempotency-replayed"), again.headers["idempotency-replayed"]) == (None, "true")
    assert again.headers.get("cache-control") == first.headers.get("cache-control")
    assert again.json() == first.json()
    return first, again


async def stored(prenan: Platform) -> str:
    """All that the gateway's database holds of keys, clients and answers."""
    tables = ("idempotency", "api_key", "oauth_client", "oauth_secret")
    reads = prenan.app.state.database.reads
    bodies = await reads.fetch("SELECT convert_from(body, 'UTF8') FROM idempotency")
    return str([await reads.fetch(f"SELECT t::text FROM {table} t") for table in tables]) + str(bodies)


async def test_a_key_is_issued_once_and_shown_again_to_who_repeats_the_call(prenan: Platform) -> None:
    first, _ = await made_once(prenan, "/keys", NAMED)
    listed = (await prenan.http.get("/keys", headers=await prenan.bearer())).json()["items"]
    assert [one["id"] for one in listed if one["client"] == NAMED["client"]] == [first.json()["id"]]
    assert (await drafting(prenan, first.json()["key"])).status_code == 201
    key = Key.read(first.json()["key"])
    assert key is not None
    assert key.secret not in await stored(prenan)


async def test_a_client_and_its_second_secret_are_made_once(prenan: Platform) -> None:
    first, _ = await made_once(prenan, "/oauth-clients", NAMED)
    path = first.headers["location"]
    second, _ = await made_once(prenan, f"{path}/secrets", {"days": 30})
    shown = (await prenan.http.get(path, headers=await prenan.bearer())).json()
    assert [one["id"] for one in shown["secrets"]] == [first.json()["secrets"][0]["id"], second.json()["id"]]
    for answer in (first, second):
        client = {"client_id": shown["client_id"], "client_secret": answer.json()["client_secret"]}
        assert (await asked(prenan, client)).status_code == 200
        assert client["client_secret"] not in await stored(prenan)


async def test_a_signing_key_is_replaced_once(prenan: Platform) -> None:
    first, _ = await made_once(prenan, "/signing-keys", {})
    published = (await prenan.http.get("/.well-known/jwks.json")).json()["keys"]
    assert published[0]["kid"] == first.json()["kid"]


@pytest.mark.parametrize("path", ["/keys", "/oauth-clients"])
async def test_the_same_idempotency_key_for_another_request_is_refused(prenan: Platform, path: str) -> None:
    await made_once(prenan, path, NAMED)
    headers = await prenan.bearer(client="an administrator") | {"Idempotency-Key": f"once {path}"}
    other = await prenan.http.post(path, json=NAMED | {"days": 7}, headers=headers)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_what_is_refused_leaves_nothing_behind(prenan: Platform) -> None:
    for number in range(2):
        await prenan.key("supplier", client="two keys already", days=number + 1)
    body = {"role": "supplier", "organisation": "*", "client": "two keys already"}
    headers = await prenan.bearer() | {"Idempotency-Key": "refused"}
    answers = [await prenan.http.post("/keys", json=body, headers=headers) for _ in range(2)]
    assert [answer.json()["code"] for answer in answers] == ["too-many-active-keys"] * 2
