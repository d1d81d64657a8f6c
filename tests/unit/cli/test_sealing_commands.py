"""What depositors and committee members do on their own machines: check a receipt, make a key, open a share."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chassis.stamping import StampingAuthority
from contracts.sealing import OpeningKey, ReceiptFile, SealedShare, SealKey, Share, SigningKey, split
from deploy.cli.main import app
from tests.unit.sealing.bids import a_receipt

KEY = SigningKey.generate()


def prenan(*words: object) -> Result:
    return CliRunner(env={"COLUMNS": "400"}).invoke(app, list(map(str, words)))


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    path = tmp_path / "platform.jwk"
    path.write_text(json.dumps(KEY.verifying_key.to_jwk()))
    return path


@pytest.fixture
def receipt(tmp_path: Path) -> Path:
    path = tmp_path / "receipt.json"
    path.write_text(json.dumps(ReceiptFile.issue(a_receipt(), KEY).to_json()))
    return path


@pytest.fixture
def pieces(tmp_path: Path) -> Path:
    (tmp_path / "pieces").mkdir()
    (tmp_path / "pieces" / "prix.sealed").write_bytes(b"sealed")
    return tmp_path / "pieces"


def test_a_receipt_that_holds_is_told_in_words(receipt, trusted, pieces):
    answer = prenan("receipt", "verify", receipt, "--key", trusted, "--pieces", pieces)
    assert answer.exit_code == 0, answer.output
    for words in (
        "from La Poste (35600000000048)",
        "in time",
        "holds    signature",
        "holds    prix.pdf",
        "Not stamped",
    ):
        assert words in answer.output
    assert answer.output.endswith("The receipt holds.\n")


async def test_a_stamp_is_checked_with_the_root_of_the_authority(tmp_path, trusted, stamping_authority):
    file = ReceiptFile.issue(a_receipt(), KEY)
    file = file.with_stamp(await StampingAuthority(stamping_authority.url).stamp(file.stamped))
    (tmp_path / "stamped.json").write_text(json.dumps(file.to_json()))
    words = ("receipt", "verify", tmp_path / "stamped.json", "--key", trusted, "--tsa-root")
    answer = prenan(*words, stamping_authority.root_pem)
    assert answer.exit_code == 0
    assert "holds    time stamp: The receipt existed at" in answer.output
    refused = prenan(*words, trusted)
    assert refused.exit_code == 1
    assert "There is no certificate in" in refused.stderr


def test_a_key_set_is_taken_too(receipt, trusted):
    trusted.write_text(json.dumps({"keys": [SigningKey.generate().verifying_key.to_jwk(), KEY.verifying_key.to_jwk()]}))
    assert prenan("receipt", "verify", receipt, "--key", trusted).exit_code == 0


def test_a_receipt_without_a_trusted_key_ends_with_one(receipt):
    answer = prenan("receipt", "verify", receipt)
    assert answer.exit_code == 1
    assert "unknown  signature" in answer.output
    assert "proves nothing" in answer.output


def test_a_missing_piece_ends_with_one(receipt, trusted, tmp_path):
    (tmp_path / "empty").mkdir()
    answer = prenan("receipt", "verify", receipt, "--key", trusted, "--pieces", tmp_path / "empty", "--json")
    assert answer.exit_code == 1
    said = json.loads(answer.stdout)
    assert not said["holds"]
    assert [finding["holds"] for finding in said["findings"]] == [True, None, False]
    assert said["receipt"]["receipt_id"] == "r-1"


def test_a_forged_receipt_does_not_write_over_the_verdict(tmp_path, trusted):
    path = tmp_path / "forged.json"
    path.write_text(json.dumps(ReceiptFile.issue(a_receipt(title="\x1b[2J\rholds"), SigningKey.generate()).to_json()))
    answer = prenan("receipt", "verify", path, "--key", trusted)
    assert answer.exit_code == 1
    assert "\x1b" not in answer.output
    assert "FAILS    signature" in answer.output


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": "prenan-receipt/1"}'])
def test_a_file_that_is_no_receipt_is_one_line(content, tmp_path):
    (tmp_path / "file").write_text(content)
    answer = prenan("receipt", "verify", tmp_path / "file")
    assert answer.exit_code == 1
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_member_makes_a_key_and_opens_the_share_that_is_sealed_to_it(tmp_path):
    made = prenan("committee", "key", tmp_path / "member.pem")
    assert made.exit_code == 0
    assert (tmp_path / "member.pem").stat().st_mode & 0o777 == 0o600
    share = split(OpeningKey.generate(), needed=2, holders=3)[1]
    sealed = SealedShare.seal(share, SealKey.from_json(json.loads(made.stdout)))
    (tmp_path / "share.json").write_text(json.dumps(sealed.to_json()))
    answer = prenan("share", "open", tmp_path / "share.json", "--key", tmp_path / "member.pem")
    assert answer.exit_code == 0
    assert Share.from_json(json.loads(answer.stdout)) == share


def test_a_private_key_is_never_written_over(tmp_path):
    assert prenan("committee", "key", tmp_path / "member.pem").exit_code == 0
    before = (tmp_path / "member.pem").read_bytes()
    assert prenan("committee", "key", tmp_path / "member.pem").exit_code == 1
    assert (tmp_path / "member.pem").read_bytes() == before


def test_the_share_of_another_member_does_not_open(tmp_path):
    prenan("committee", "key", tmp_path / "member.pem")
    sealed = SealedShare.seal(split(OpeningKey.generate(), needed=2, holders=2)[0], OpeningKey.generate().seal_key)
    (tmp_path / "share.json").write_text(json.dumps(sealed.to_json()))
    answer = prenan("share", "open", tmp_path / "share.json", "--key", tmp_path / "member.pem")
    assert answer.exit_code == 1
    assert "The share does not open: the share was sealed to the key" in answer.stderr
    assert prenan("share", "open", tmp_path / "share.json", "--key", tmp_path / "none.pem").exit_code == 1
