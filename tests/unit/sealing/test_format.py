"""What docs/sealing.md says is enough to open a piece, and is what the code does."""

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from contracts.sealing import X25519, Context, Header, OpeningKey, Share, join
from tests.unit.sealing.bids import CONTEXT, a_key, opened, sealed
from tests.unit.sealing.vector import a_vector

PAGE = Path(__file__).parents[3] / "docs" / "sealing.md"


@pytest.fixture(scope="module")
def vector() -> dict[str, Any]:
    [block] = re.findall(r"^```json\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return dict(json.loads(block))


def context_of(vector: dict[str, Any]) -> Context:
    tender, phase, lots, bidder, kind, name = vector["context"]
    return Context(tender, phase, tuple(map(int, lots.split(","))), bidder, kind, name)


def test_the_vector_of_the_page_opens(vector):
    key, piece = OpeningKey(X25519, bytes.fromhex(vector["private_key"])), bytes.fromhex(vector["piece"])
    assert key.seal_key.to_json() == vector["seal_key"]
    assert Header.read(piece).info(context_of(vector)).hex() == vector["info"]
    assert Header.read(piece).open(key, context_of(vector)).hex() == vector["content_key"]
    assert opened(piece, key, context_of(vector)).decode() == vector["plaintext"]


def test_any_two_shares_of_the_vector_give_its_key(vector):
    key = OpeningKey(X25519, bytes.fromhex(vector["private_key"]))
    shares = [Share.from_json(share) for share in vector["shares"]]
    assert [join(pair, key.seal_key) for pair in combinations(shares, 2)] == [key] * 3


def test_a_vector_made_today_has_the_same_parts(vector):
    assert list(a_vector()) == list(vector)


def test_a_reader_written_from_the_page_opens_the_vector(vector):
    words = [word.encode() for word in vector["context"]]
    private, piece = bytes.fromhex(vector["private_key"]), bytes.fromhex(vector["piece"])
    assert read_by_the_page(piece, private, words).decode() == vector["plaintext"]


@pytest.mark.parametrize("size", [0, 65536, 65537, 200_000])
def test_a_reader_written_from_the_page_opens_what_is_sealed_today(size):
    words = [CONTEXT.tender, CONTEXT.phase, "1,2", CONTEXT.bidder, CONTEXT.kind, CONTEXT.name]
    assert read_by_the_page(sealed(bytes(size)), a_key().secret, [word.encode() for word in words]) == bytes(size)


def framed(*words: bytes) -> bytes:
    return b"".join(len(word).to_bytes(4, "big") + word for word in words)


def read_by_the_page(piece: bytes, private: bytes, words: list[bytes]) -> bytes:
    """Open a piece with X25519, HKDF and AES-GCM alone: RFC 9180 and the tables of the page, nothing of ours."""
    info = framed(b"prenan sealed piece", piece[:45], framed(*words))
    content_key = hpke_open(private, piece[45:77], info, piece[77:125])
    body, plain = piece[125:], b""
    starts = range(0, len(body), 65552)
    for counter, start in enumerate(starts):
        nonce = counter.to_bytes(11, "big") + bytes([counter == len(starts) - 1])
        plain += AESGCM(content_key).decrypt(nonce, body[start : start + 65552], None)
    return plain


def hpke_open(private: bytes, enc: bytes, info: bytes, ciphertext: bytes) -> bytes:
    """RFC 9180 §5.1.1, §6.1: base mode, single shot, empty aad."""
    key = X25519PrivateKey.from_private_bytes(private)
    shared = key.exchange(X25519PublicKey.from_public_bytes(enc))
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x02"
    prk = extract(kem, b"", b"eae_prk", shared)
    secret = expand(kem, prk, b"shared_secret", enc + key.public_key().public_bytes_raw(), 32)
    context = b"\x00" + extract(suite, b"", b"psk_id_hash", b"") + extract(suite, b"", b"info_hash", info)
    secret = extract(suite, secret, b"secret", b"")
    aead = AESGCM(expand(suite, secret, b"key", context, 32))
    return aead.decrypt(expand(suite, secret, b"base_nonce", context, 12), ciphertext, b"")


def extract(suite: bytes, salt: bytes, label: bytes, material: bytes) -> bytes:
    return HKDF.extract(SHA256(), salt or None, b"HPKE-v1" + suite + label + material)


def expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return HKDFExpand(SHA256(), length, labelled).derive(key)
