"""A receipt proves what was received, from whom and when, to anyone and without asking us."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from chassis.stamping import StampingAuthority
from contracts.sealing import KeyUnfit, Receipt, ReceiptBroken, ReceiptFile, SigningKey, Verdict, VerifyingKey, verify
from contracts.sealing.encoding import compact_json, raw, text
from tests.timestamping import LocalAuthority
from tests.unit.sealing.bids import RECEIVED, a_receipt

KEY = SigningKey.generate()
TRUSTED = [KEY.verifying_key]


def a_file(**changes: Any) -> ReceiptFile:
    return ReceiptFile.issue(a_receipt(**changes), KEY)


def said(verdict: Verdict) -> dict[str, bool | None]:
    return {finding.subject: finding.holds for finding in verdict.findings}


async def stamped(file: ReceiptFile, authority: LocalAuthority) -> ReceiptFile:
    return file.with_stamp(await StampingAuthority(authority.url).stamp(file.stamped))


def test_a_receipt_says_all_that_was_received():
    verdict = verify(a_file(), TRUSTED, [])
    assert verdict.holds
    assert verdict.receipt == a_receipt()
    assert said(verdict) == {"signature": True, "time stamp": None}


def test_the_instant_of_reception_is_told_in_one_offset_to_the_microsecond():
    paris = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    assert a_receipt(received_at=paris).claims()["received_at"] == "2026-07-01T10:00:00.000000+00:00"


def test_a_receipt_file_is_one_document():
    document = json.loads(json.dumps(a_file().to_json()))
    assert set(document) == {"format", "receipt", "timestamp", "key"}
    assert ReceiptFile.from_json(document) == a_file()


PATHS = [
    ("receipt_id",),
    ("depositor", "identifier"),
    ("depositor", "name"),
    ("buyer", "identifier"),
    ("buyer", "name"),
    ("tender", "id"),
    ("tender", "title"),
    ("tender", "subject_matter"),
    ("phase",),
    ("lots", 0),
    ("received_at",),
    ("late",),
    ("pieces", 0, "name"),
    ("pieces", 0, "kind"),
    ("pieces", 0, "lots", 0),
    ("pieces", 0, "size"),
    ("pieces", 0, "sha256"),
]


def leaves(claims: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = claims.items() if isinstance(claims, dict) else enumerate(claims) if isinstance(claims, list) else None
    return [path] if items is None else [leaf for name, value in items for leaf in leaves(value, (*path, name))]


def test_each_claim_is_tampered_with_below():
    assert sorted(map(str, leaves(a_receipt().claims()))) == sorted(map(str, PATHS))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_a_receipt_in_which_a_claim_was_changed_does_not_hold(path):
    file = a_file()
    header, claims, signature = file.jws.split(".")
    changed = json.loads(raw(claims))
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = {bool: lambda v: not v, int: lambda v: v + 1, str: lambda v: v[:-1]}[type(inner[path[-1]])](
        inner[path[-1]]
    )
    forged = replace(file, jws=f"{header}.{text(compact_json(changed))}.{signature}")
    verdict = verify(forged, TRUSTED, [])
    assert not verdict.holds
    assert verdict.receipt is None


def test_no_character_of_a_receipt_can_be_changed():
    file = a_file()
    for place, character in enumerate(file.jws):
        other = "A" if character != "A" else "B"
        forged = replace(file, jws=file.jws[:place] + other + file.jws[place + 1 :])
        assert not verify(forged, TRUSTED, []).holds


def test_a_receipt_that_somebody_else_signed_does_not_hold():
    forged = ReceiptFile.issue(a_receipt(), SigningKey.generate())
    assert said(verify(forged, TRUSTED, []))["signature"] is False
    assert said(verify(replace(forged, key=KEY.verifying_key), TRUSTED, []))["signature"] is False


def test_without_a_trusted_key_a_receipt_proves_nothing_and_says_so():
    verdict = verify(a_file(), [], [])
    assert not verdict.holds
    assert said(verdict)["signature"] is None
    assert "whose key that is was not checked" in verdict.findings[0].words


def test_something_else_that_the_platform_signed_is_no_receipt():
    other = KEY.sign(a_receipt().claims(), "checkpoint+jws")
    assert not verify(replace(a_file(), jws=other), TRUSTED, []).holds
    with pytest.raises(ReceiptBroken, match="does not say"):
        Receipt.of_claims({"receipt_id": "r-1"})


def test_any_jose_library_reads_the_signature():
    key = OKPKey.import_key(KEY.verifying_key.to_jwk())
    read = jws.deserialize_compact(a_file().jws, key, algorithms=["Ed25519"])
    assert json.loads(read.payload) == a_receipt().claims()
    assert key.thumbprint() == KEY.verifying_key.key_id


def test_a_signing_key_is_kept_as_pem_and_published_as_jwk():
    assert SigningKey.from_pem(KEY.to_pem()) == KEY
    assert VerifyingKey.from_jwk(KEY.verifying_key.to_jwk()) == KEY.verifying_key
    assert "secret" not in repr(KEY)
    for changes in ({"kty": "EC"}, {"x": "AAAA"}, {"x": None}):
        with pytest.raises(KeyUnfit):
            VerifyingKey.from_jwk(KEY.verifying_key.to_jwk() | changes)


def test_each_piece_is_found_by_its_hash_or_missed(tmp_path):
    (tmp_path / "any name").write_bytes(b"sealed")
    assert said(verify(a_file(), TRUSTED, [], tmp_path))["prix.pdf"] is True
    (tmp_path / "any name").write_bytes(b"sealeD")
    verdict = verify(a_file(), TRUSTED, [], tmp_path)
    assert said(verdict)["prix.pdf"] is False
    assert not verdict.holds


async def test_a_stamp_of_a_trusted_authority_holds(stamping_authority):
    file = await stamped(a_file(), stamping_authority)
    again = ReceiptFile.from_json(json.loads(json.dumps(file.to_json())))
    verdict = verify(again, TRUSTED, [stamping_authority.root])
    assert said(verdict) == {"signature": True, "time stamp": True}
    assert "The receipt existed at 2" in verdict.findings[1].words


async def test_a_stamp_whose_authority_is_not_known_is_neither_here_nor_there(stamping_authority):
    verdict = verify(await stamped(a_file(), stamping_authority), TRUSTED, [])
    assert verdict.holds
    assert said(verdict)["time stamp"] is None


async def test_a_stamp_of_another_authority_does_not_hold(stamping_authority, tmp_path):
    other = LocalAuthority(tmp_path)
    try:
        file = await stamped(a_file(), other)
    finally:
        other.close()
    verdict = verify(file, TRUSTED, [stamping_authority.root])
    assert not verdict.holds
    assert said(verdict)["time stamp"] is False


async def test_the_stamp_of_another_receipt_does_not_hold(stamping_authority):
    other = await stamped(a_file(receipt_id="r-2"), stamping_authority)
    assert other.stamp
    assert said(verify(a_file().with_stamp(other.stamp), TRUSTED, [stamping_authority.root]))["time stamp"] is False


async def test_a_stamp_with_a_flipped_bit_does_not_hold(stamping_authority):
    file = await stamped(a_file(), stamping_authority)
    assert file.stamp
    broken = bytearray(file.stamp)
    broken[-10] ^= 1
    assert not verify(file.with_stamp(bytes(broken)), TRUSTED, [stamping_authority.root]).holds
    assert not verify(file.with_stamp(b"stamp"), TRUSTED, [stamping_authority.root]).holds


async def test_a_receipt_that_was_stamped_before_the_bid_came_does_not_hold(stamping_authority):
    file = await stamped(a_file(received_at=RECEIVED + timedelta(hours=2)), stamping_authority)
    verdict = verify(file, TRUSTED, [stamping_authority.root])
    assert said(verdict)["time stamp"] is False
    assert "before the bid was received" in verdict.findings[1].words


@pytest.mark.parametrize(
    "changes",
    [{"format": "other"}, {"receipt": None}, {"receipt": "é"}, {"timestamp": "*"}, {"key": {}}, {"key": None}],
    ids=str,
)
def test_a_file_that_is_no_receipt_is_refused(changes):
    with pytest.raises((ReceiptBroken, KeyUnfit)):
        ReceiptFile.from_json(a_file().to_json() | changes)
    with pytest.raises((ReceiptBroken, KeyUnfit)):
        ReceiptFile.from_json({})


def test_a_stamp_travels_as_base64():
    assert a_file().with_stamp(b"\x00\xff").to_json()["timestamp"] == b64encode(b"\x00\xff").decode()
