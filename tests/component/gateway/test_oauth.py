"""Clients get access tokens by OAuth 2 client credentials, and their tokens count until they end or are ended."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from contracts.reference.roles import roles
from gateway.identity.ring import Ring
from gateway.identity.verifier import Verifier
from tests.component.gateway.platform import PEPPER, Platform
from tests.waiting import until

FORM = {"grant_type": "client_credentials"}


async def drafting(prenan: Platform, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return await prenan.http.post("/tenders", json={"title": "Roads"}, headers=headers)


async def asked(prenan: Platform, made: dict[str, Any], **form: str) -> httpx.Response:
    """A client asks for a token, with its credentials in the form."""
    own = {"client_id": made["client_id"], "client_secret": made["client_secret"]}
    return await prenan.http.post("/oauth/token", data=FORM | own | form)


def claims_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    said: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=="))
    return said


async def test_a_client_acts_with_its_token_as_the_client_of_a_key_does(prenan: Platform) -> None:
    made = await prenan.client("purchasing-referent", "23350001600040", client="a portal")
    answer = await asked(prenan, made)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    given = answer.json()
    assert (given["token_type"], given["expires_in"]) == ("Bearer", 600)
    assert given["scope"].split() == sorted(roles()["purchasing-referent"].scopes)
    drafted = await drafting(prenan, given["access_token"])
    assert drafted.status_code == 201
    assert (drafted.json()["client"], drafted.json()["organisation"]) == ("a portal", "23350001600040")


async def test_a_token_is_an_access_token_as_its_standard_says(prenan: Platform) -> None:
    made = await prenan.client(client="a portal")
    token = (await asked(prenan, made)).json()["access_token"]
    keys = KeySet.import_key_set((await prenan.http.get("/.well-known/jwks.json")).json())
    read = jwt.decode(token, keys, algorithms=["ES256"])
    issuer = str(prenan.http.base_url).rstrip("/")
    assert read.header["typ"] == "at+jwt"
    named = {name: read.claims[name] for name in ("iss", "aud", "sub", "client_id")}
    assert named == {"iss": issuer, "aud": issuer, "sub": "a portal", "client_id": made["client_id"]}
    assert read.claims["exp"] - read.claims["iat"] <= 900
    assert read.claims["jti"] != claims_of((await asked(prenan, made)).json()["access_token"])["jti"]


async def test_a_client_finds_out_where_tokens_are(prenan: Platform) -> None:
    metadata = (await prenan.http.get("/.well-known/oauth-authorization-server")).json()
    assert metadata["issuer"] == str(prenan.http.base_url).rstrip("/")
    made = await prenan.client()
    credentials = (made["client_id"], made["client_secret"])
    answer = await prenan.http.post(metadata["token_endpoint"], data=FORM, auth=credentials)
    assert answer.status_code == 200
    [key] = (await prenan.http.get(metadata["jwks_uri"])).json()["keys"]
    assert (key["kty"], key["crv"], key["use"], key["alg"]) == ("EC", "P-256", "sig", "ES256")
    assert "d" not in key


async def test_a_client_may_ask_for_fewer_scopes(prenan: Platform) -> None:
    made = await prenan.client("purchasing-referent", "23350001600040")
    given = (await asked(prenan, made, scope="suppliers:write")).json()
    assert given["scope"] == "suppliers:write"
    assert (await drafting(prenan, given["access_token"])).json()["code"] == "scope-missing"


REFUSED: dict[str, tuple[dict[str, str], int, str]] = {
    "another secret": ({"client_secret": "x"}, 401, "invalid_client"),
    "no secret": ({"client_secret": ""}, 401, "invalid_client"),
    "an unknown client": ({"client_id": "AAAAAAAAAAAA"}, 401, "invalid_client"),
    "a client of no text": ({"client_id": "\x00"}, 401, "invalid_client"),
    "another grant": ({"grant_type": "password"}, 400, "unsupported_grant_type"),
    "no grant": ({"grant_type": ""}, 400, "invalid_request"),
    "a scope of another role": ({"scope": "keys:admin"}, 400, "invalid_scope"),
}


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_wrong_is_said_in_the_words_of_oauth(prenan: Platform, name: str) -> None:
    form, status, error = REFUSED[name]
    answer = await asked(prenan, await prenan.client("purchasing-referent", "23350001600040"), **form)
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.headers["cache-control"] == "no-store"
    assert ("www-authenticate" in answer.headers) == (status == 401)


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "a field twice": (b"grant_type=client_credentials&grant_type=client_credentials", "form"),
    "json": (b'{"grant_type":"client_credentials"}', "json"),
    "no utf-8": (b"grant_type=%ff", "form"),
}


@pytest.mark.parametrize("name", UNREADABLE)
async def test_what_is_no_form_is_an_invalid_request(prenan: Platform, name: str) -> None:
    content, kind = UNREADABLE[name]
    media_type = {"form": "application/x-www-form-urlencoded", "json": "application/json"}[kind]
    answer = await prenan.http.post("/oauth/token", content=content, headers={"Content-Type": media_type})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_credentials_come_in_one_place(prenan: Platform) -> None:
    made = await prenan.client()
    credentials = (quote(made["client_id"]), quote(made["client_secret"]))
    form = FORM | {"client_secret": made["client_secret"]}
    twice = await prenan.http.post("/oauth/token", data=form, auth=credentials)
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")
    for header in ("Basic %%%", f"Bearer {await prenan.key()}", "Basic"):
        answer = await prenan.http.post("/oauth/token", data=FORM, headers={"Authorization": header})
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


async def test_a_revoked_client_is_refused_at_once_here(prenan: Platform) -> None:
    made = await prenan.client()
    token = (await asked(prenan, made)).json()["access_token"]
    assert (await drafting(prenan, token)).status_code == 201
    path = f"/oauth-clients/{made['client_id']}"
    assert (await prenan.http.delete(path, headers=await prenan.bearer())).status_code == 204
    refused = await drafting(prenan, token)
    assert (refused.status_code, refused.json()["code"]) == (401, "client-revoked")
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert (await asked(prenan, made)).json()["error"] == "invalid_client"


async def test_a_client_revoked_elsewhere_is_refused_within_two_seconds(prenan: Platform) -> None:
    token = await prenan.token()
    assert (await drafting(prenan, token)).status_code == 201
    await prenan.app.state.database.reads.execute("UPDATE oauth_client SET revoked_at = now()")

    async def is_refused() -> bool:
        return (await drafting(prenan, token)).status_code == 401

    await until(is_refused, patience=2)


async def test_tokens_count_while_the_database_is_away(prenan: Platform) -> None:
    token = await prenan.token()
    reads = prenan.app.state.database.reads
    await reads.execute("ALTER TABLE oauth_client RENAME TO lost")
    try:
        assert (await drafting(prenan, token)).status_code == 201
    finally:
        await reads.execute("ALTER TABLE lost RENAME TO oauth_client")


async def test_a_secret_is_replaced_without_a_gap(prenan: Platform) -> None:
    made, admin = await prenan.client(), await prenan.bearer()
    path = f"/oauth-clients/{made['client_id']}/secrets"
    second = (await prenan.http.post(path, json={}, headers=admin)).json()
    third = await prenan.http.post(path, json={}, headers=admin)
    assert (third.status_code, third.json()["code"]) == (409, "too-many-active-secrets")
    replaced = made | {"client_secret": second["client_secret"]}
    assert [(await asked(prenan, one)).status_code for one in (made, replaced)] == [200, 200]
    first = made["secrets"][0]["id"]
    assert (await prenan.http.delete(f"{path}/{first}", headers=admin)).status_code == 204
    assert [(await asked(prenan, one)).status_code for one in (made, replaced)] == [401, 200]
    unknown = await prenan.http.delete(f"{path}/AAAAAAAAAAAA", headers=admin)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "secret-unknown")


async def test_an_expired_secret_gives_no_token(prenan: Platform) -> None:
    made = await prenan.client()
    await prenan.app.state.database.reads.execute("UPDATE oauth_secret SET expires_at = now()")
    assert (await asked(prenan, made)).json()["error"] == "invalid_client"


async def test_a_revoked_client_gets_no_further_secret(prenan: Platform) -> None:
    made, admin = await prenan.client(), await prenan.bearer()
    path = f"/oauth-clients/{made['client_id']}"
    await prenan.http.delete(path, headers=admin)
    answer = await prenan.http.post(f"{path}/secrets", json={}, headers=admin)
    assert (answer.status_code, answer.json()["code"]) == (409, "client-ended")


async def test_an_administrator_of_one_organisation_rules_no_other(prenan: Platform) -> None:
    other = await prenan.client("supplier", "23350001600040")
    headers = await prenan.bearer(organisation="79878508500035")
    own = await prenan.http.post(
        "/oauth-clients", json={"role": "supplier", "organisation": "79878508500035"}, headers=headers
    )
    listed = (await prenan.http.get("/oauth-clients", headers=headers)).json()["items"]
    assert [one["client_id"] for one in listed] == [own.json()["client_id"]]
    path = f"/oauth-clients/{other['client_id']}"
    for answer in (
        await prenan.http.get(path, headers=headers),
        await prenan.http.delete(path, headers=headers),
        await prenan.http.post(f"{path}/secrets", json={}, headers=headers),
        await prenan.http.delete(f"{path}/secrets/{other['secrets'][0]['id']}", headers=headers),
        await prenan.http.post("/oauth-clients", json={"role": "operator", "organisation": "*"}, headers=headers),
        await prenan.http.post("/signing-keys", headers=headers),
        await prenan.http.delete(f"/signing-keys/{'A' * 43}", headers=headers),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


async def test_clients_are_listed_and_read_without_their_secrets(prenan: Platform) -> None:
    made = [await prenan.client(client=f"client {number}") for number in range(3)]
    headers, seen, target = await prenan.bearer(), [], "/oauth-clients?limit=2"
    while target:
        page = (await prenan.http.get(target, headers=headers)).json()
        seen += page["items"]
        target = page["next"]
    assert [one["client_id"] for one in seen] == sorted(one["client_id"] for one in made)
    one = (await prenan.http.get(f"/oauth-clients/{made[0]['client_id']}", headers=headers)).json()
    assert one == {name: value for name, value in made[0].items() if name != "client_secret"}
    rows = await prenan.app.state.database.reads.fetch("SELECT t::text FROM oauth_secret t")
    assert not any(made[0]["client_secret"] in str(row) for row in rows)


async def test_a_new_key_signs_and_the_one_before_verifies_until_its_last_token_has_expired(prenan: Platform) -> None:
    before = await prenan.token()
    headers = await prenan.bearer()
    answer = await prenan.http.post("/signing-keys", headers=headers)
    assert answer.status_code == 201
    after = await prenan.token()
    kids = [json.loads(base64.urlsafe_b64decode(one.split(".")[0] + "=="))["kid"] for one in (before, after)]
    assert kids[1] == answer.json()["kid"] != kids[0]
    shown = [key["kid"] for key in (await prenan.http.get("/.well-known/jwks.json")).json()["keys"]]
    assert shown[:2] == [kids[1], kids[0]]
    assert [(await drafting(prenan, token)).status_code for token in (before, after)] == [201, 201]
    query = "SELECT verifies_until FROM signing_key WHERE kid = $1"
    until_then = await prenan.app.state.database.reads.fetchval(query, kids[0])
    assert datetime.fromtimestamp(claims_of(before)["exp"], UTC) <= until_then < datetime.now(UTC) + timedelta(hours=1)


async def test_a_distrusted_key_ends_every_token_that_it_signed(prenan: Platform) -> None:
    token, headers = await prenan.token(), await prenan.bearer()
    [newest, *_] = (await prenan.http.get("/.well-known/jwks.json")).json()["keys"]
    assert (await drafting(prenan, token)).status_code == 201
    assert (await prenan.http.delete(f"/signing-keys/{newest['kid']}", headers=headers)).status_code == 204
    refused = await drafting(prenan, token)
    assert (refused.status_code, refused.json()["code"]) == (401, "token-invalid")
    assert (await drafting(prenan, await prenan.token())).status_code == 201
    again = await prenan.http.delete(f"/signing-keys/{newest['kid']}", headers=headers)
    assert (again.status_code, again.json()["code"]) == (404, "signing-key-unknown")


async def test_another_process_believes_a_token_and_one_with_another_pepper_cannot_sign_with_its_key(
    prenan: Platform,
) -> None:
    token, admission = await prenan.token(), prenan.app.state.admission
    pool = prenan.app.state.database.reads
    other = Ring(pool.acquire, PEPPER)
    kid = json.loads(base64.urlsafe_b64decode(token.split(".")[0] + "=="))["kid"]
    assert other.verifying(kid) is None
    found = await other.looked_up(kid)
    assert found is not None
    assert found.public() == admission.ring.verifying(kid).public()
    stranger = Ring(pool.acquire, "another pepper")
    await stranger.refresh()
    assert stranger.verifying(kid) is None


async def test_a_token_is_verified_once_and_then_remembered(prenan: Platform) -> None:
    token, admission = await prenan.token(), prenan.app.state.admission
    asked_for: list[str] = []

    class Counting:
        """Our own issuer, which notes each look at its keys."""

        def __getattr__(self, name: str) -> Any:
            return getattr(admission.issuer, name)

        async def key(self, kid: str) -> Any:
            asked_for.append(kid)
            return await admission.issuer.key(kid)

    verifier = Verifier([Counting()], "a secret of at least thirty-two bytes")
    said = {await verifier.vouch(token) for _ in range(3)}
    assert (len(said), len(asked_for)) == (1, 1)
