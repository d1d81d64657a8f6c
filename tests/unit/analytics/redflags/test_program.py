"""The program reads a file line by line, says what it could not read, and never ends in a traceback."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
LATE = {
    "ocid": "late",
    "tender": {"tenderPeriod": {"endDate": "2024-03-01T12:00:00+01:00"}},
    "bids": {"details": [{"status": "valid", "date": "2024-03-01T11:30:00Z", "tenderers": [{"id": "A"}]}]},
    "awards": [{"status": "active", "suppliers": [{"id": "A"}]}],
}
HUSHED = "[output]\ninfo_currency_mismatches = true\n"


def run(
    *arguments: str, program: str = "services.analytics.redflags", given: str = ""
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", program, *arguments]
    return subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.fixture
def settings(tmp_path: Path) -> str:
    path = tmp_path / "settings.ini"
    path.write_text("[R030]\n")
    return str(path)


def test_lines_that_cannot_be_read_are_told_by_number_and_the_rest_is_answered(tmp_path: Path, settings: str) -> None:
    file = tmp_path / "releases.jsonl"
    file.write_text("\n".join(('{"ocid":', json.dumps(LATE), "[1]", '{"ocid": 3}', "")), encoding="utf-8")
    ended = run(str(file), "--settings", settings, "--count")
    assert ended.stdout == '{"OCID":{"late":{"R030":1.0}},"Tenderer":{"A":{"R030":1.0}}}\n'
    said = ended.stderr.splitlines()
    assert said[0].startswith("line 1: not JSON")
    assert "line 3: not a JSON object" in said
    assert "4 lines: 2 not read, 1 without ocid" in said
    assert said[-4:] == ["OCID: 1", "Buyer: 0", "ProcuringEntity: 0", "Tenderer: 1"]
    assert ended.returncode == 0


def test_without_settings_no_indicator_is_run() -> None:
    assert run("-", given=json.dumps(LATE)).stdout == "{}\n"


def test_the_operator_s_command_reads_standard_input_and_writes_a_file(tmp_path: Path, settings: str) -> None:
    output = tmp_path / "answer.json"
    arguments = ("redflags", "-", "-s", settings, "-o", str(output), "--map", "-vv")
    ended = run(*arguments, program="deploy.cli.main", given=json.dumps(LATE))
    assert (ended.returncode, ended.stdout) == (0, "")
    assert json.loads(output.read_text())["Maps"]["ocid_tenderer_r030"] == {"late": ["A"]}


@pytest.mark.parametrize(
    ("output", "more", "told"),
    [("", (), True), (HUSHED, (), False), (HUSHED, ("-v",), True)],
)
def test_amounts_left_out_for_their_currency_are_counted_unless_hushed(
    tmp_path: Path, output: str, more: tuple[str, ...], told: bool
) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(f"currency = EUR\n[R036]\n{output}")
    bid = {"status": "valid", "value": {"amount": 1, "currency": "USD"}}
    release = {"ocid": "P", "bids": {"details": [bid, bid]}, "awards": [{"status": "active"}]}
    said = run("-", "-s", str(path), *more, given=json.dumps(release)).stderr
    assert ("amounts in USD left out 2 times: the main currency is EUR" in said) is told


@pytest.mark.parametrize("program", ["services.analytics.redflags", "deploy.cli.main"])
def test_settings_that_cannot_be_followed_end_in_one_line(tmp_path: Path, program: str) -> None:
    path = tmp_path / "settings.ini"
    path.write_text("[R024]\ncolour = red\n")
    before = ("redflags",) if program == "deploy.cli.main" else ()
    ended = run(*before, "-", "-s", str(path), program=program, given="{}")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.splitlines() == [f"{path}: R024.colour: unknown property"]


def test_a_file_that_is_not_there_ends_in_one_line() -> None:
    ended = run("nowhere.jsonl")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert "nowhere.jsonl" in ended.stderr
    assert "nowhere.jsonl" in run("redflags", "nowhere.jsonl", program="deploy.cli.main").stderr
