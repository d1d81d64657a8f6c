"""Whoever has an answer already is told so, whichever service gave it."""

import pytest

from tests.component.gateway.platform import Platform
from tests.component.gateway.stubs import HOLDER

SUPPLIER = f"/suppliers/{HOLDER}"


async def test_what_has_no_entity_tag_gets_that_of_its_bytes(prenan: Platform) -> None:
    for path in ("/.well-known/jwks.json", "/problems", "/tenders"):
        first = await prenan.http.get(path)
        again = await prenan.http.get(path)
        assert first.headers["etag"].startswith('"'), path
        assert (first.headers["etag"] == again.headers["etag"]) == (first.content == again.content), path


async def test_nothing_is_sent_again_to_who_has_it(prenan: Platform) -> None:
    headers = await prenan.bearer()
    for path in ("/problems", "/keys", SUPPLIER, "/tenders"):
        first = await prenan.http.get(path, headers=headers)
        again = await prenan.http.get(path, headers=headers | {"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
        assert again.headers["etag"] == first.headers["etag"]
        assert "content-type" not in again.headers
        other = await prenan.http.get(path, headers=headers | {"If-None-Match": '"another"'})
        assert (other.status_code, other.content) == (200, first.content), path


async def test_a_key_that_changed_has_another_tag(prenan: Platform) -> None:
    headers = await prenan.bearer()
    [key] = (await prenan.http.get("/keys", headers=headers)).json()["items"]
    path = f"/keys/{key['id']}"
    tag = (await prenan.http.get(path, headers=headers)).headers["etag"]
    await prenan.app.state.database.reads.execute("UPDATE api_key SET expires_at = expires_at + interval '1 day'")
    changed = await prenan.http.get(path, headers=headers | {"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


@pytest.mark.parametrize("path", ["/principal", "/feed/procedures", "/nowhere", "/metrics"])
async def test_what_may_not_be_stored_and_what_is_no_answer_in_json_has_none(prenan: Platform, path: str) -> None:
    answer = await prenan.http.get(path, headers=await prenan.bearer() | {"If-None-Match": "*"})
    assert answer.status_code in (200, 404)
    assert "etag" not in answer.headers
