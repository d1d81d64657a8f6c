"""Clients, their secrets and the keys that sign for them are administered, and replaced without a gap."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gateway.identity.ring import Ring
from gateway.identity.verifier import Verifier
from tests.component.gateway.platform import PEPPER, Platform
from tests.component.gateway.tokens import asked, claims_of, drafting, header_of


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
    kids = [header_of(one)["kid"] for one in (before, after)]
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
    kid = header_of(token)["kid"]
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
