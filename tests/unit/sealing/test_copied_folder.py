"""The folder of sealing, copied elsewhere, seals without anything of ours."""

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import contracts.sealing
from contracts.sealing import Manifest, PlainFile, SealBroken, seal_files, unseal_files
from tests.unit.sealing.bids import a_key

PROGRAM = """
import json, pathlib, sys
sys.path += [sys.argv[1], sys.argv[2]]
import bidding
key, folder = json.loads(sys.argv[3]), pathlib.Path(sys.argv[4])
file = bidding.PlainFile(folder / "prix.pdf", "price-schedule")
sealed = bidding.seal_files(key, [file], folder, tender="t", phase="offers", bidder="b", lots=[1])
print(json.dumps(sealed.to_json()))
ours = ("contracts", "chassis", "services", "gateway", "deploy", "pydantic", "rfc3161_client")
assert not set(ours) & set(sys.modules), sys.modules
"""


def test_a_copy_of_the_folder_seals_in_an_interpreter_that_knows_nothing_of_us(tmp_path):
    shutil.copytree(Path(contracts.sealing.__file__).parent, tmp_path / "elsewhere" / "bidding")
    (tmp_path / "prix.pdf").write_bytes(b"offer")
    paths = [tmp_path / "elsewhere", sysconfig.get_path("platlib")]
    words = [sys.executable, "-I", "-S", "-c", PROGRAM, *paths, json.dumps(a_key().seal_key.to_json()), tmp_path]
    ran = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr
    [opened] = unseal_files(a_key(), Manifest.from_json(json.loads(ran.stdout)), tmp_path, tmp_path / "opened")
    assert opened.name == "prix.pdf"
    assert opened.read_bytes() == b"offer"


def test_files_are_sealed_and_opened_in_one_call(tmp_path):
    names = {"prix.pdf": (1,), "mémoire.pdf": None, "dc1.pdf": ()}
    files = [PlainFile(tmp_path / name, "document", lots) for name, lots in names.items()]
    for file in files:
        file.path.write_bytes(file.path.name.encode() * 20000)
    (tmp_path / "sealed").mkdir()
    manifest = seal_files(
        a_key().seal_key.to_json(), files, tmp_path / "sealed", tender="t", phase="offers", bidder="b", lots=[1, 2]
    )
    assert [piece.lots for piece in manifest.pieces] == [(1,), (1, 2), ()]
    assert len(list((tmp_path / "sealed").iterdir())) == len(files)
    opened = unseal_files(a_key(), manifest, tmp_path / "sealed", tmp_path / "opened")
    assert [path.read_bytes() for path in opened] == [file.path.read_bytes() for file in files]


def test_an_altered_file_leaves_nothing_opened(tmp_path):
    (tmp_path / "prix.pdf").write_bytes(bytes(200_000))
    manifest = seal_files(
        a_key().seal_key.to_json(), [PlainFile(tmp_path / "prix.pdf", "k")], tmp_path, tender="t", phase="p", bidder="b"
    )
    [piece] = manifest.pieces
    path = tmp_path / f"{piece.sha256}.sealed"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SealBroken):
        unseal_files(a_key(), manifest, tmp_path, tmp_path / "opened")
    assert not [path for path in (tmp_path / "opened").rglob("*") if path.is_file()]
