"""API keys: issued once, checked at every call, ended for good."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from contracts.reference.roles import roles
from gateway.keys.gatekeeper import Gatekeeper
from gateway.keys.key import Key
from tests.component.gateway.platform import PEPPER, Platform
from tests.waiting import until


async def drafting(prenan: Platform, key: str) -> httpx.Response:
    return await prenan.http.post("/tenders", json={"title": "Roads"}, headers={"Authorization": f"Bearer {key}"})


async def issued(prenan: Platform, **changes: Any) -> httpx.Response:
    asked = {"role": "purchasing-referent", "organisation": "23350001600040"} | changes
    return await prenan.http.post("/keys", json=asked, headers=await prenan.bearer(client=f"admin {uuid4()}"))


async def test_an_issued_key_carries_the_scopes_of_its_role(prenan: Platform) -> None:
    answer = await issued(prenan)
    assert answer.status_code == 201
    made = answer.json()
    assert made["scopes"] == sorted(roles()["purchasing-referent"].scopes)
    assert answer.headers["cache-control"] == "no-store"
    assert (await drafting(prenan, made["key"])).status_code == 201
    shown = await prenan.http.get(answer.headers["location"], headers=await prenan.bearer())
    assert shown.json() == {name: value for name, value in made.items() if name != "key"}


async def test_nothing_stored_is_worth_stealing(prenan: Platform) -> None:
    key = Key.read(await prenan.key())
    assert key is not None
    row = await prenan.app.state.database.reads.fetchval("SELECT api_key::text FROM api_key")
    assert key.id in row
    assert key.secret not in row


def wrong_keys(key: str) -> dict[str, str]:
    known = Key.read(key)
    assert known is not None
    return {
        "mistyped": key[:-1] + ("0" if key[-1] != "0" else "1"),
        "cut short": key[:-9],
        "another secret": Key(known.id, Key.new().secret).text,
        "unknown": Key.new().text,
        "not ascii": "prn_live_é",
    }


async def test_a_wrong_key_is_refused_even_where_none_is_needed(prenan: Platform) -> None:
    for name, wrong in wrong_keys(await prenan.key()).items():
        header = f"Bearer {wrong}".encode("latin-1")
        answer = await prenan.http.get("/tenders", headers={b"Authorization": header})  # type: ignore[dict-item]
        assert (answer.status_code, answer.json()["code"]) == (401, "key-invalid"), name
        assert answer.headers["www-authenticate"] == "Bearer"


async def test_another_scheme_than_bearer_is_refused(prenan: Platform) -> None:
    answer = await prenan.http.get("/tenders", headers={"Authorization": "Basic YTpi"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_an_expired_key_is_refused(prenan: Platform) -> None:
    key = await prenan.key(now=datetime.now(UTC) - timedelta(days=2), days=1)
    answer = await drafting(prenan, key)
    assert (answer.status_code, answer.json()["code"]) == (401, "key-expired")


async def test_a_revoked_key_is_refused_at_once(prenan: Platform) -> None:
    key = await prenan.key(client="leaving")
    assert (await drafting(prenan, key)).status_code == 201
    known = Key.read(key)
    assert known is not None
    assert (await prenan.http.delete(f"/keys/{known.id}", headers=await prenan.bearer())).status_code == 204
    answer = await drafting(prenan, key)
    assert (answer.status_code, answer.json()["code"]) == (401, "key-revoked")


async def test_a_key_revoked_elsewhere_is_refused_within_two_seconds(prenan: Platform) -> None:
    key = await prenan.key()
    assert (await drafting(prenan, key)).status_code == 201
    await prenan.app.state.database.reads.execute("UPDATE api_key SET revoked_at = now()")

    async def is_refused() -> bool:
        return (await drafting(prenan, key)).status_code == 401

    await until(is_refused, patience=2)


async def test_a_key_of_the_demo_is_refused_unless_it_is_taken_by_name(prenan: Platform) -> None:
    key = await prenan.key(demo=True)
    refused = await drafting(prenan, key)
    assert (refused.status_code, refused.json()["code"]) == (401, "key-of-demo")
    settings, register = prenan.app.state.settings, prenan.app.state.admission.register
    trying = Gatekeeper(register, PEPPER, settings.platform_secret.get_secret_value(), takes_demo=True)
    assert await trying.vouch(key)


async def test_a_client_has_two_keys_at_most(prenan: Platform) -> None:
    first, second, third = [await issued(prenan, client="a portal") for _ in range(3)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert (third.status_code, third.json()["code"]) == (409, "too-many-active-keys")
    assert set(third.json()["active"]) == {first.json()["id"], second.json()["id"]}


async def test_keys_are_for_administrators(prenan: Platform) -> None:
    assert (await prenan.http.get("/keys")).status_code == 401
    answer = await prenan.http.get("/keys", headers=await prenan.bearer("legal-adviser"))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


async def test_an_administrator_of_one_organisation_rules_no_other(prenan: Platform) -> None:
    other = (await issued(prenan)).json()
    headers = await prenan.bearer(organisation="79878508500035")
    listed = (await prenan.http.get("/keys", headers=headers)).json()["items"]
    assert {one["organisation"] for one in listed} == {"79878508500035"}
    for answer in (
        await prenan.http.get(f"/keys/{other['id']}", headers=headers),
        await prenan.http.delete(f"/keys/{other['id']}", headers=headers),
        await prenan.http.post("/keys", json={"role": "operator", "organisation": "*"}, headers=headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


async def test_keys_are_listed_page_by_page(prenan: Platform) -> None:
    headers = await prenan.bearer()
    made = {(await issued(prenan, client=f"client {number}")).json()["id"] for number in range(3)}
    seen: list[str] = []
    target = "/keys?limit=2"
    while target:
        page = (await prenan.http.get(target, headers=headers)).json()
        seen += [one["id"] for one in page["items"]]
        target = page["next"]
    assert made <= set(seen)
    assert seen == sorted(set(seen))


async def test_no_key_is_known_while_the_database_is_away_and_reads_go_on(prenan: Platform) -> None:
    key = await prenan.bearer()
    await prenan.app.state.database.reads.execute("ALTER TABLE api_key RENAME TO lost")
    try:
        answer = await prenan.http.get("/tenders", headers=key)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert (await prenan.http.get("/tenders")).status_code == 200
    finally:
        await prenan.app.state.database.reads.execute("ALTER TABLE lost RENAME TO api_key")


def command(prenan: Platform, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"DATABASE_URL": prenan.app.state.settings.database_url, "KEY_PEPPER": PEPPER}
    return subprocess.run(
        [sys.executable, "-m", "gateway.keys", *arguments], env=environment, capture_output=True, text=True, check=False
    )


async def test_the_command_issues_keys_and_ends_the_oldest_of_a_client(prenan: Platform) -> None:
    arguments = ("issue", "--role", "operator", "--organisation", "*")
    keys = [json.loads(command(prenan, *arguments).stdout)["key"] for _ in range(3)]
    assert [(await drafting(prenan, key)).status_code for key in keys] == [401, 201, 201]


async def test_the_command_issues_keys_of_several_organisations_to_try_the_platform_with(prenan: Platform) -> None:
    done = command(prenan, "demo", "operator@*", "supplier@79878508500035")
    issued = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(one["role"], one["organisation"]) for one in issued] == [("operator", "*"), ("supplier", "79878508500035")]
    refused = await prenan.http.get("/keys", headers={"Authorization": f"Bearer {issued[0]['key']}"})
    assert (refused.status_code, refused.json()["code"]) == (401, "key-of-demo")


@pytest.mark.parametrize("wrong", ["king@*", "operator@123"])
async def test_no_key_is_issued_to_try_the_platform_with_for_what_does_not_exist(prenan: Platform, wrong: str) -> None:
    done = command(prenan, "demo", wrong)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.parametrize("wrong", [("--role", "king"), ("--organisation", "123")])
async def test_the_command_says_in_one_line_what_it_does_not_take(prenan: Platform, wrong: tuple[str, str]) -> None:
    given = {"--role": "operator", "--organisation": "*"} | dict([wrong])
    done = command(prenan, "issue", *(word for pair in given.items() for word in pair))
    assert done.returncode == 2
    assert wrong[1] in done.stderr.splitlines()[-1]
