"""The key of an installation: how it is given, and what it does not take for its own signature."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jws
from joserfc.jwk import OKPKey

from chassis.journal_key import JournalKey, KnownKeys, SignatureWrong, UnusableKey

MADE = Ed25519PrivateKey.generate()
PEM = MADE.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
JWK = json.dumps(OKPKey.import_key(PEM).as_dict(private=True))


def test_the_same_key_as_pem_and_as_jwk_is_the_same_key() -> None:
    assert JournalKey.of(PEM).id == JournalKey.of(JWK).id
    assert KnownKeys([JournalKey.of(PEM).public]).read(JournalKey.of(JWK).sign({"position": 1})) == {"position": 1}


def test_a_secret_gives_one_key_and_another_secret_another() -> None:
    one = JournalKey.of("s" * 32)
    assert one.id == JournalKey.of("s" * 32).id != JournalKey.of("t" * 32).id
    assert "d" not in one.public


@pytest.mark.parametrize("text", ["short", "{}", "{", "-----BEGIN nonsense", json.dumps(JournalKey.of(PEM).public)])
def test_what_cannot_sign_is_refused(text: str) -> None:
    with pytest.raises(UnusableKey):
        JournalKey.of(text)


def test_keys_that_were_retired_still_prove_what_they_signed() -> None:
    old, new = JournalKey.of("s" * 32), JournalKey.of("t" * 32)
    signature = old.sign({"position": 1})
    assert KnownKeys([new.public, old.public]).read(signature) == {"position": 1}
    with pytest.raises(SignatureWrong, match="not known"):
        KnownKeys([new.public]).read(signature)


def test_a_signature_for_another_purpose_proves_nothing_here() -> None:
    header = {"alg": "Ed25519", "kid": JournalKey.of(PEM).id, "typ": "receipt"}
    signature = jws.serialize_compact(header, b"{}", OKPKey.import_key(PEM), algorithms=["Ed25519"])
    with pytest.raises(SignatureWrong, match="another purpose"):
        KnownKeys([JournalKey.of(PEM).public]).read(signature)


@pytest.mark.parametrize("text", ["", "a.b", "a.b.c", "e30.e30.AA"])
def test_what_is_no_signature_proves_nothing(text: str) -> None:
    with pytest.raises(SignatureWrong):
        KnownKeys([JournalKey.of(PEM).public]).read(text)
