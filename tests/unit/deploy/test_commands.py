"""The command `prenan`: one clear line for what can be expected to fail, and what it sees of a platform."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from deploy.cli.failure import Failure
from deploy.cli.importing import read
from deploy.cli.main import app
from deploy.cli.observing import Process, Sight
from deploy.cli.operating import acted
from deploy.embedded import recollection
from deploy.embedded.lock import HomeLock
from deploy.embedded.state import write_json

PORTS = {"tenders": 1, "suppliers": 2, "analytics": 3, "kafka": 4, "tenders-worker": 5}
ADMINISTRATOR = "postgresql://postgres@127.0.0.1:9/postgres"


def prenan(*words: object) -> Result:
    """What the command answers on a terminal of 200 columns."""
    return CliRunner(env={"COLUMNS": "200", "PRENAN_HOME": ""}).invoke(app, list(map(str, words)))


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """The home of a platform that was started once."""
    started = {"port": 8000, "administrator": ADMINISTRATOR, "bus": "feed"}
    write_json(tmp_path / "state.json", {"ports": PORTS, "started": started})
    return tmp_path


@pytest.mark.parametrize(
    "words", [["status"], ["verify"], ["replay", "analytics"], ["parked", "list"], ["keys", "list"]]
)
def test_where_nothing_was_started_each_command_says_so_in_one_line(tmp_path, words):
    answer = prenan(*words, "--home", tmp_path)
    assert answer.exit_code == 1
    [line] = answer.stderr.strip().splitlines()
    assert "start it with `prenan up`" in line


def test_where_the_platform_is_stopped_the_line_names_the_cure(stopped):
    answer = prenan("verify", "--home", stopped)
    assert answer.exit_code == 1
    assert "is not running: start it with `prenan up`" in answer.stderr


def test_a_platform_that_holds_its_home_is_running(stopped):
    assert not recollection.is_running(stopped)
    with HomeLock(stopped):
        assert recollection.is_running(stopped)
        assert recollection.running(stopped).gateway == "http://127.0.0.1:8000"
    assert not recollection.is_running(stopped)


def test_a_service_program_gets_the_settings_its_processes_run_with(stopped):
    settings = recollection.environment(stopped, "tenders")
    assert settings["DATABASE_URL"].startswith("postgresql://tenders:")
    assert settings["TENDERS_URL"] == "http://127.0.0.1:1"
    assert settings["BUS"] == "feed"
    assert "KEY_PEPPER" not in settings


async def test_a_program_that_ends_without_an_answer_is_one_line(stopped):
    with pytest.raises(Failure, match=r"tenders did not nonsense: .*Look at `prenan status`"):
        await acted(stopped, "tenders", "nonsense")


def test_a_day_of_its_own_without_a_sandbox_is_refused_in_one_line(tmp_path):
    answer = prenan("up", "--sandbox-start", "2027-01-04", "--home", tmp_path)
    assert answer.exit_code == 2
    assert "say how fast it runs with --sandbox SPEED" in answer.stderr


def test_a_sandbox_is_not_started_on_the_data_of_a_real_platform(stopped):
    answer = prenan("up", "--sandbox", "86400", "--port", "1", "--home", stopped)
    assert answer.exit_code == 2
    assert "began as real" in answer.stderr


def test_a_csv_without_a_mapping_is_told_what_it_needs(tmp_path):
    file = tmp_path / "register.csv"
    file.write_text("a,b\n1,2\n")
    answer = prenan("import", "contracts", file, "--url", "http://127.0.0.1:1", "--key", "k", "--home", tmp_path)
    assert answer.exit_code == 1
    assert "add --mapping FILE" in answer.stderr
    assert "region_bretagne_2019" in answer.stderr


def test_a_failure_is_shown_as_it_is_written(tmp_path):
    file = tmp_path / "register.csv"
    file.write_text("root:x:0,[red]b\n1,2\n")
    answer = prenan(
        "import",
        "contracts",
        file,
        "--mapping",
        "region_bretagne_2019",
        "--url",
        "http://x",
        "--key",
        "k",
        "--home",
        tmp_path,
    )
    assert answer.exit_code == 1
    assert "root:x:0" in answer.stderr
    assert "[red]b" in answer.stderr


def test_a_mapping_that_is_nowhere_is_named(tmp_path):
    file = tmp_path / "register.csv"
    file.write_text("a\n")
    answer = prenan("import", "contracts", file, "--mapping", "nope", "--home", tmp_path)
    assert answer.exit_code == 1
    assert "There is no mapping file nope" in answer.stderr


@pytest.mark.parametrize("packed", [b"\x1f\x8bnonsense", b"{", b'\xef\xbb\xbf{"marches": 1}'])
def test_json_is_known_by_its_content_and_broken_files_are_named(tmp_path, packed):
    file = tmp_path / "data.bin"
    file.write_bytes(packed)
    with pytest.raises(Failure, match=r"data\.bin"):
        read(file, None)


def test_an_address_needs_its_scheme(tmp_path):
    answer = prenan("keys", "list", "--url", "example.org", "--key", "k", "--home", tmp_path)
    assert answer.exit_code == 1
    assert "begins with http://" in answer.stderr


def test_a_home_without_keys_asks_for_one(tmp_path):
    answer = prenan("keys", "list", "--url", "http://127.0.0.1:1", "--home", tmp_path)
    assert answer.exit_code == 1
    assert "give one with --key" in answer.stderr


def test_a_service_that_is_none_is_refused(stopped):
    answer = prenan("replay", "gateway", "--home", stopped)
    assert answer.exit_code == 2


def seen(*processes: Process, **more: object) -> Sight:
    found = {"heads": {"procedures": 3}, "sizes": {"tenders": 1}, **more}
    return Sight("http://127.0.0.1:8000", "feed", list(processes), **found)


def test_all_is_well_where_everything_answers_and_nothing_waits():
    worker = Process("w", answers=True, metrics={("prenan_consumer_behind_facts", "t"): 7.0})
    assert seen(worker).faults() == []
    assert seen(worker).document()["processes"][0]["behind"] == 7
    assert json.loads(json.dumps(seen(worker).document()))["well"] is True


@pytest.mark.parametrize(
    ("sight", "fault"),
    [
        (seen(Process("tenders", answers=False)), "tenders does not answer"),
        (seen(Process("w", True, {("prenan_parked_facts", "t"): 2.0})), "w: 2 facts are parked"),
        (seen(Process("w", True, {("prenan_due_failing", "tender"): 1.0})), "w: 1 could not do what was due"),
        (seen(Process("w", True, {("prenan_due_oldest_seconds", "k"): 90.0})), "w: what was due 90 s ago is not done"),
        (seen(Process("w", True, {("prenan_outbox_oldest_seconds", ""): 90.0})), "w: facts wait for 90 s"),
        (seen(Process("w", True, {("prenan_consumer_silent_seconds", "t"): 61.0})), "w: facts wait for 61 s"),
        (seen(heads={"procedures": None}), "the feed procedures cannot be read"),
        (seen(sizes=None), "the database server does not answer"),
    ],
)
def test_each_fault_is_named(sight, fault):
    assert sight.faults() == [fault]
    assert sight.document()["well"] is False


def test_the_kit_says_which_key_it_needs_to_play_the_buyer(tmp_path):
    answer = prenan("conformance", "http://127.0.0.1:9", "--home", tmp_path)
    assert answer.exit_code == 1
    assert "give one with --buyer-key" in answer.stderr
