from pathlib import Path

from deploy.embedded import DATABASES
from deploy.embedded.credentials import Credentials
from deploy.embedded.state import State, write_json


def test_what_is_noted_is_known_at_the_next_start(tmp_path: Path) -> None:
    State(tmp_path / "state.json")["sample"] = True
    assert State(tmp_path / "state.json")["sample"] is True


def test_a_draft_left_by_a_crash_is_ignored_and_replaced(tmp_path: Path) -> None:
    (tmp_path / "state.draft").write_text('{"sam')
    State(tmp_path / "state.json")["sample"] = True
    assert State(tmp_path / "state.json")["sample"] is True


def test_secrets_are_made_once_and_only_their_owner_may_read_them(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    made = Credentials.kept_in(path)
    assert Credentials.kept_in(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert set(made.passwords) == {"postgres", *DATABASES}
    each = [made.platform_secret, made.key_pepper, made.journal_key, *made.passwords.values()]
    assert len(set(each)) == len(each)


def test_a_secret_that_a_newer_version_needs_is_added_and_the_others_stay(tmp_path: Path) -> None:
    write_json(tmp_path / "secrets.json", {"platform_secret": "kept", "passwords": {"tenders": "kept too"}})
    made = Credentials.kept_in(tmp_path / "secrets.json")
    assert (made.platform_secret, made.passwords["tenders"]) == ("kept", "kept too")
    assert made.key_pepper
