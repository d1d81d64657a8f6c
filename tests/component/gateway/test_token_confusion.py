"""Tokens that are not what they seem: each is refused by the running gateway, and none reaches a service."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from chassis.auth import HEADER, Principal, sign
from gateway.keys.key import Key
from tests.component.gateway.issuers import ForeignIssuer, foreign_issuer, new_key
from tests.component.gateway.platform import Platform, platform
from tests.postgresql import ScratchPostgres

Claims = dict[str, Any]


@pytest.fixture(scope="module")
async def issuer() -> AsyncIterator[ForeignIssuer]:
    async with foreign_issuer() as made:
        yield made


@pytest.fixture(scope="module")
async def started(
    postgresql: ScratchPostgres, tmp_path_factory: pytest.TempPathFactory, issuer: ForeignIssuer
) -> AsyncIterator[Platform]:
    """The gateway, which believes an issuer elsewhere too."""
    address = await postgresql.create("gateway")
    async with platform(address, tmp_path_factory.mktemp("documents"), issuers=(issuer.declared(),)) as made:
        yield made
    await postgresql.drop(address)


@dataclass(frozen=True)
class Good:
    """A token that counts, what it says, the key that signed it, and an attacker's own key."""

    text: str
    header: Claims
    claims: Claims
    key: ECKey
    theirs: ECKey
    foreign: ForeignIssuer

    def signed(self, header: Claims | None = None, claims: Claims | None = None, key: ECKey | None = None) -> str:
        """The same with changes, by our own key or another; None leaves a member out."""
        said = {k: v for k, v in (self.header | (header or {})).items() if v is not None}
        told = {k: v for k, v in (self.claims | (claims or {})).items() if v is not None}
        return jwt.encode(said, told, key or self.key, default_type=None)

    def by_hand(self, header: Claims, signature: bytes = b"") -> str:
        """A header of an attacker's own over the same claims, with any signature."""
        said = part(json.dumps({k: v for k, v in (self.header | header).items() if v is not None}).encode())
        return f"{said}.{self.text.split('.')[1]}.{part(signature)}"

    def mac(self, secret: bytes) -> str:
        """Signed with HS256 by something that is public."""
        said = {"alg": "HS256", "typ": "at+jwt", "kid": self.header["kid"]}
        signed = f"{part(json.dumps(said).encode())}.{part(json.dumps(self.claims).encode())}"
        return f"{signed}.{part(hmac.digest(secret, signed.encode(), hashlib.sha256))}"


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def read(text: str) -> Claims:
    said: Claims = json.loads(base64.urlsafe_b64decode(text + "=="))
    return said


@pytest.fixture
async def good(prenan: Platform, issuer: ForeignIssuer) -> Good:
    text = await prenan.token()
    header, claims, _ = text.split(".")
    key = await prenan.app.state.admission.ring.signing()
    return Good(text, read(header), read(claims), key.key, new_key(), issuer)


async def acting(prenan: Platform, token: str, **headers: str) -> httpx.Response:
    said = {"Authorization": f"Bearer {token}"} | headers
    return await prenan.http.post("/tenders", json={"title": "Roads"}, headers=said)


async def test_good_tokens_of_both_issuers_count(prenan: Platform, good: Good) -> None:
    for token in (good.text, good.signed(), good.foreign.token()):
        assert (await acting(prenan, token)).status_code == 201


def now() -> int:
    return int(time.time())


WRONG: dict[str, Callable[[Good], str]] = {
    "no algorithm": lambda good: good.by_hand({"alg": "none"}),
    "no algorithm, oddly spelt": lambda good: good.by_hand({"alg": "nOnE"}),
    "an algorithm, but no signature": lambda good: good.by_hand({}),
    "a signature of nothing (r = s = 0)": lambda good: good.by_hand({}, bytes(64)),
    "the public key in PEM as a shared secret": lambda good: good.mac(good.key.as_pem(private=False)),
    "the public key in DER as a shared secret": lambda good: good.mac(good.key.as_der(private=False)),
    "the public key in JWK as a shared secret": lambda good: good.mac(
        json.dumps(good.key.as_dict(private=False)).encode()
    ),
    "the key id as a shared secret": lambda good: good.mac(good.header["kid"].encode()),
    "another's signature": lambda good: good.signed(key=good.theirs),
    "changed claims": lambda good: ".".join(
        [good.text.split(".")[0], part(json.dumps(good.claims | {"org": "x"}).encode()), good.text.split(".")[2]]
    ),
    "an ID token": lambda good: good.signed({"typ": "JWT"}),
    "no type": lambda good: good.signed({"typ": None}),
    "a token for logging out": lambda good: good.signed({"typ": "logout+jwt"}),
    "another audience": lambda good: good.signed(claims={"aud": "https://others.example"}),
    "no audience": lambda good: good.signed(claims={"aud": None}),
    "another issuer": lambda good: good.signed(claims={"iss": "https://others.example"}),
    "no issuer": lambda good: good.signed(claims={"iss": None}),
    "our key in the name of the issuer elsewhere": lambda good: good.signed(claims={"iss": good.foreign.url}),
    "the issuer elsewhere in our name": lambda good: good.foreign.token(**good.claims),
    "expired": lambda good: good.signed(claims={"exp": now() - 60}),
    "not yet valid": lambda good: good.signed(claims={"nbf": now() + 60}),
    "without an end": lambda good: good.signed(claims={"exp": None}),
    "with an end beyond all numbers": lambda good: good.by_hand({}).replace(
        good.text.split(".")[1], part(json.dumps(good.claims | {"exp": float("inf")}).encode())
    ),
    "a key id that is a path": lambda good: good.signed({"kid": "../../../../dev/null"}),
    "a key id that is a statement": lambda good: good.signed({"kid": "x' OR '1'='1"}),
    "a key id that is no text": lambda good: good.by_hand({"kid": ["a"]}),
    "no key id": lambda good: good.signed({"kid": None}),
    "a key that it brings": lambda good: good.signed(
        {"jwk": good.theirs.as_dict(private=False), "kid": good.theirs.kid}, key=good.theirs
    ),
    "a key that it brings under our id": lambda good: good.signed(
        {"jwk": good.theirs.as_dict(private=False)}, key=good.theirs
    ),
    "a critical header": lambda good: good.by_hand({"crit": ["exp"]}),
    "a header that is no object": lambda good: f"{part(b'[]')}.{good.text.split('.')[1]}.",
    "three empty parts": lambda _: "..",
    "a key's text as a token": lambda _: f"{Key.new().text}.{Key.new().text}.x",
    "the principal that services trust": lambda _: sign(
        Principal("operator", frozenset({"tenders:write"}), "*"), "another secret of at least thirty-two bytes"
    ),
    "nesting without end": lambda good: f"{good.text.split('.')[0]}.{part(b'[' * 9000)}.x",
    "too long": lambda good: good.signed(claims={"x": "x" * 20_000}),
}


UNTIMELY = {"expired", "not yet valid"}


@pytest.mark.parametrize("name", WRONG)
async def test_a_token_that_is_not_what_it_seems_is_refused(prenan: Platform, good: Good, name: str) -> None:
    prenan.tenders.asked.clear()
    answer = await acting(prenan, WRONG[name](good))
    code = "token-expired" if name in UNTIMELY else "token-invalid"
    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    assert not prenan.tenders.asked["/tenders"]


async def test_where_a_token_points_at_keys_nobody_looks(prenan: Platform, good: Good) -> None:
    before = good.foreign.asked
    for header in ("jku", "x5u"):
        pointing = {header: f"{good.foreign.url}/keys"}
        theirs = good.signed(pointing | {"kid": good.foreign.keys[0].kid}, key=good.foreign.keys[0])
        assert (await acting(prenan, theirs)).status_code == 401
        assert (await acting(prenan, good.signed(pointing))).status_code == 201, "the header itself is passed over"
    assert good.foreign.asked == before


async def test_a_token_of_a_revoked_client_is_refused(prenan: Platform, good: Good) -> None:
    path = f"/oauth-clients/{good.claims['client_id']}"
    assert (await prenan.http.delete(path, headers=await prenan.bearer())).status_code == 204
    for token in (good.text, good.signed(claims={"jti": "another"})):
        assert (await acting(prenan, token)).json()["code"] == "client-revoked"


async def test_a_principal_that_a_client_brings_is_dropped(prenan: Platform) -> None:
    secret = prenan.app.state.settings.platform_secret.get_secret_value()
    forged = sign(Principal("operator", frozenset({"tenders:write"}), "*"), secret)
    answer = await prenan.http.post("/tenders", json={"title": "Roads"}, headers={HEADER: forged})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    key = await prenan.key("legal-adviser", "23350001600040")
    assert (await acting(prenan, key, **{HEADER: forged})).json()["code"] == "scope-missing"
    assert (await acting(prenan, forged)).status_code == 401, "nor does it count as a token"
    headers = {HEADER: forged, "Content-Type": "application/x-www-form-urlencoded"}
    assert (await prenan.http.post("/oauth/token", content=b"", headers=headers)).status_code == 401


@pytest.mark.parametrize("path", ["/tenders", "/oauth/token"])
async def test_two_proofs_in_one_request_are_refused(prenan: Platform, good: Good, path: str) -> None:
    proofs = [("Authorization", f"Bearer {good.text}"), ("Authorization", f"Bearer {await prenan.key()}")]
    answer = await prenan.http.post(path, json={"title": "Roads"}, headers=proofs)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize("place", ["/tenders?access_token=", "/tenders?api_key="])
async def test_no_proof_is_taken_from_an_address(prenan: Platform, good: Good, place: str) -> None:
    answer = await prenan.http.post(place + good.text, json={"title": "Roads"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
