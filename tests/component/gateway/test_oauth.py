"""Clients get access tokens by OAuth 2 client credentials, and their tokens count until they end or are ended."""

from urllib.parse import quote

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from contracts.reference.roles import roles
from tests.component.gateway.platform import Platform
from tests.component.gateway.tokens import FORM, asked, claims_of, drafting
from tests.waiting import until


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
