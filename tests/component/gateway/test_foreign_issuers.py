"""Tokens of issuers elsewhere are believed by their keys, which rotate, and mean what the operator has declared."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pydantic import ValidationError

from chassis.auth import Principal, verify
from chassis.problems import Unavailable
from contracts.reference.roles import roles
from gateway.identity.declaration import Declaration
from gateway.identity.foreign import ForeignIssuer as Believed
from gateway.identity.remote_keys import FRESH_SECONDS, PAUSE_SECONDS, STALE_SECONDS, RemoteKeys
from gateway.identity.trust import TokenExpired, TokenInvalid
from gateway.identity.verifier import Verifier
from tests.component.gateway.issuers import AUDIENCE, BUYER, ForeignIssuer, foreign_issuer, new_key

SECRET = "a secret of at least thirty-two bytes"


class Clock:
    """Time that passes when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
async def started() -> AsyncIterator[ForeignIssuer]:
    async with foreign_issuer() as made:
        yield made


@pytest.fixture
def issuer(started: ForeignIssuer) -> ForeignIssuer:
    started.begin()
    return started


class Door:
    """Where tokens of one issuer are believed."""

    def __init__(self, issuer: ForeignIssuer, **declared: Any) -> None:
        self.clock = Clock()
        self.keys = RemoteKeys(f"{issuer.url}/keys", self.clock)
        self.verifier = Verifier([Believed(issuer.declared(**declared), self.keys)], SECRET)

    async def principal(self, token: str) -> Principal:
        return verify(await self.verifier.vouch(token), SECRET)


async def test_claims_mean_what_is_declared(issuer: ForeignIssuer) -> None:
    found = await Door(issuer).principal(issuer.token(scope="offers:read keys:admin"))
    assert found.client == "sso:finance"
    assert found.organisation == BUYER
    assert found.scopes == roles()["purchasing-referent"].scopes | {"offers:read"}


@pytest.mark.parametrize(
    ("said", "organisation"),
    [("la-region", BUYER), ("tous", "*"), ("*", None), ("123", None), (None, None), (["tous"], None)],
)
async def test_an_organisation_is_a_siret_or_what_is_declared(
    issuer: ForeignIssuer, said: Any, organisation: str | None
) -> None:
    assert (await Door(issuer).principal(issuer.token(siret=said))).organisation == organisation


async def test_a_token_that_means_nothing_here_carries_no_scope(issuer: ForeignIssuer) -> None:
    found = await Door(issuer, scopes=[]).principal(issuer.token(realm_access=None, scope="offers:read"))
    assert found.scopes == frozenset()


async def test_a_new_key_is_fetched_when_a_token_names_it(issuer: ForeignIssuer) -> None:
    door = Door(issuer)
    await door.principal(issuer.token())
    issuer.keys.append(new_key())
    rotated = issuer.token()
    with pytest.raises(TokenInvalid):
        await door.principal(rotated)
    door.clock.now += PAUSE_SECONDS
    await door.principal(rotated)
    assert issuer.asked == 2


async def test_however_many_unknown_keys_are_named_the_issuer_is_asked_once_in_a_while(issuer: ForeignIssuer) -> None:
    door = Door(issuer)
    for _ in range(20):
        with pytest.raises(TokenInvalid):
            await door.principal(issuer.token(key=new_key()))
    assert issuer.asked == 1


async def test_a_withdrawn_key_stops_counting(issuer: ForeignIssuer) -> None:
    door = Door(issuer)
    token = issuer.token()
    await door.principal(token)
    issuer.keys = [new_key()]
    door.clock.now += FRESH_SECONDS
    await door.principal(issuer.token())
    with pytest.raises(TokenInvalid):
        await door.principal(token)


async def test_known_keys_count_for_an_hour_while_the_issuer_is_away(issuer: ForeignIssuer) -> None:
    door = Door(issuer)
    token = issuer.token()
    await door.principal(token)
    issuer.status = 503
    door.clock.now += STALE_SECONDS - 1
    await door.principal(issuer.token())
    door.clock.now += PAUSE_SECONDS
    with pytest.raises(Unavailable):
        await door.principal(issuer.token(azp="another"))
    with pytest.raises(TokenInvalid):
        await door.principal(token)


@pytest.mark.parametrize("document", [{"keys": "none"}, {"keys": [1, {"kty": "EC"}, {"kty": "oct", "kid": "k"}]}])
async def test_what_is_no_key_is_not_believed(issuer: ForeignIssuer, document: dict[str, Any]) -> None:
    issuer.document = document
    with pytest.raises((TokenInvalid, Unavailable)):
        await Door(issuer).principal(issuer.token())


async def test_a_key_for_encryption_or_of_another_algorithm_verifies_nothing(issuer: ForeignIssuer) -> None:
    public = issuer.keys[0].as_dict(private=False)
    for flaw in ({"use": "enc"}, {"alg": "ES384"}):
        issuer.document = {"keys": [public | flaw]}
        with pytest.raises(TokenInvalid):
            await Door(issuer).principal(issuer.token())


WRONG: dict[str, dict[str, Any]] = {
    "for another audience": {"aud": "others"},
    "for nobody": {"aud": None},
    "of another issuer": {"iss": "http://127.0.0.1:1"},
    "of none": {"iss": None},
    "without an end": {"exp": None},
    "with an end that is no number": {"exp": "tomorrow"},
    "without a client": {"azp": None},
    "with a client that is no word": {"azp": ["finance"]},
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_token_with_a_wrong_claim_is_refused(issuer: ForeignIssuer, name: str) -> None:
    with pytest.raises(TokenInvalid):
        await Door(issuer).principal(issuer.token(**WRONG[name]))


@pytest.mark.parametrize("claims", [{"exp": 1}, {"nbf": 4_000_000_000, "exp": 4_000_000_300}])
async def test_a_token_counts_in_its_time_alone(issuer: ForeignIssuer, claims: dict[str, Any]) -> None:
    with pytest.raises(TokenExpired):
        await Door(issuer).principal(issuer.token(**claims))


async def test_an_id_token_is_no_access_token_unless_its_type_is_declared(issuer: ForeignIssuer) -> None:
    plain = issuer.token({"typ": "JWT"})
    with pytest.raises(TokenInvalid):
        await Door(issuer).principal(plain)
    assert (await Door(issuer, types=["JWT"]).principal(plain)).client == "sso:finance"
    assert await Door(issuer).principal(issuer.token({"typ": "application/AT+JWT"}))


@pytest.mark.parametrize(
    "flaw",
    [
        {"jwks_url": "http://keys.example/keys"},
        {"jwks_url": "file:///etc/passwd"},
        {"algorithms": ["HS256"]},
        {"algorithms": ["none"]},
        {"types": []},
        {"name": "a:b"},
        {"role_of": {"king": "king"}},
        {"role_of": {"anyone": "public"}},
        {"organisation_of": {"x": "not a siret"}},
        {"audience": ""},
    ],
)
def test_a_dangerous_declaration_is_refused(issuer: ForeignIssuer, flaw: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        issuer.declared(**flaw)


def test_keys_come_over_https_from_elsewhere(issuer: ForeignIssuer) -> None:
    declared: Declaration = issuer.declared(jwks_url="https://sso.example/keys")
    assert declared.audience == AUDIENCE
