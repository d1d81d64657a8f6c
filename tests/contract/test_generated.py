"""The committed schemas and AsyncAPI document are what the classes say, and no class breaks a published version."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from contracts import generate
from contracts.catalogue import ACCESS, FACTS, FEEDS, RESTRICTED, TOPICS
from contracts.json_schema import schemas

REPOSITORY = Path(generate.__file__).parents[1]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the generated files, to do harm to."""
    copy = tmp_path / "contracts"
    shutil.copytree(generate.HERE / "schemas", copy / "schemas")
    shutil.copy(generate.HERE / "asyncapi.yaml", copy)
    return copy


def rewrite(path: Path, **changes: Any) -> None:
    path.write_text(generate.as_json({**json.loads(path.read_text()), **changes}))


def test_the_committed_files_are_what_the_classes_say() -> None:
    assert generate.drifted(generate.HERE) == []


def test_the_check_is_silent_where_nothing_drifted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"], root) == 0
    assert capsys.readouterr().err == ""


def test_the_check_names_every_file_that_drifted(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rewrite(root / "schemas/TenderClosed.v1.json", description="Another one")
    (root / "schemas/LotClosed.v1.json").unlink()
    (root / "asyncapi.yaml").write_text("asyncapi: 2.6.0\n")
    assert generate.main(["--check"], root) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("TenderClosed.v1.json", "LotClosed.v1.json", "asyncapi.yaml"))
    assert "TenderPublished" not in told
    assert json.loads((root / "schemas/TenderClosed.v1.json").read_text())["description"] == "Another one"


def test_generating_twice_writes_the_same_bytes(root: Path) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert generate.main([], root) == 0
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_missing_file_is_generated(root: Path) -> None:
    (root / "schemas/LotClosed.v1.json").unlink()
    assert generate.main([], root) == 0
    assert generate.drifted(root) == []


def test_a_schema_is_not_overwritten_by_one_that_breaks_its_readers(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As if `closed_by` had been published and its class had lost it."""
    path = root / "schemas/TenderClosed.v1.json"
    published = {**schemas()["TenderClosed.v1.json"]["properties"], "closed_by": {"type": "string"}}
    rewrite(path, properties=published)
    before = path.read_text()
    assert generate.main([], root) == 1
    assert "TenderClosed.v1.json/closed_by: field removed" in capsys.readouterr().err
    assert path.read_text() == before


def test_an_event_that_was_removed_is_a_break(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(root / "schemas/TenderClosed.v1.json", root / "schemas/TenderForgotten.v1.json")
    assert generate.main(["--check"], root) == 1
    assert "TenderForgotten.v1.json: the event was removed" in capsys.readouterr().err


def test_no_class_breaks_a_schema_of_the_last_commit() -> None:
    """Deleting a schema and generating it anew would hide a break from the generator; it does not hide it from here."""
    git = ["git", "-C", str(REPOSITORY)]
    command = [*git, "ls-tree", "-r", "--name-only", "HEAD", "contracts/schemas"]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    paths = [path for path in listed.stdout.decode().split() if path.endswith(".json")]
    shown = (subprocess.run([*git, "show", f"HEAD:{path}"], capture_output=True, check=True) for path in paths)
    committed = {Path(path).name: json.loads(each.stdout) for path, each in zip(paths, shown, strict=True)}
    assert generate.broken(committed, schemas()) == []


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_is_valid_and_found_at_its_identifier(name: str) -> None:
    schema = schemas()[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://prenan.bzh/schemas/{name}"


def test_every_event_says_where_its_schema_is() -> None:
    assert {fact.schema_url() for fact in FACTS} == {
        schema["$id"] for name, schema in schemas().items() if not name.startswith("Envelope")
    }


def test_every_public_event_field_of_money_is_a_decimal_string() -> None:
    for schema in schemas().values():
        assert '"type": "number"' not in json.dumps(schema)


@pytest.fixture(scope="module")
def asyncapi() -> Any:
    return yaml.safe_load((generate.HERE / "asyncapi.yaml").read_text(encoding="utf-8"))


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if "$ref" in node else []
        return own + [each for value in node.values() for each in references(value)]
    return [each for value in node for each in references(value)] if isinstance(node, list) else []


def test_every_reference_of_the_asyncapi_document_leads_somewhere(asyncapi: Any) -> None:
    for reference in references(asyncapi):
        if reference.startswith("#/"):
            target = asyncapi
            for part in reference.removeprefix("#/").split("/"):
                target = target[part]
        else:
            assert (generate.HERE / reference).is_file(), reference


def test_every_topic_is_a_channel_and_every_event_a_message_of_one(asyncapi: Any) -> None:
    channels = asyncapi["channels"]
    assert {name: channel["address"] for name, channel in channels.items()} == {**FEEDS, **RESTRICTED}
    assert {channel["bindings"]["kafka"]["topic"] for channel in channels.values()} == set(TOPICS)
    told = {message for channel in channels.values() for message in channel["messages"]}
    assert told == {fact.__name__ for fact in FACTS}


def test_a_restricted_channel_says_who_may_read_it(asyncapi: Any) -> None:
    access = {channel["address"]: channel["x-access"] for channel in asyncapi["channels"].values()}
    assert access == {topic: ACCESS.get(topic, "public") for topic in TOPICS}
    assert "ACL" in asyncapi["channels"]["offers"]["description"]


def test_every_topic_is_either_public_or_restricted() -> None:
    assert sorted([*FEEDS.values(), *RESTRICTED.values()]) == sorted(TOPICS)
    assert set(RESTRICTED.values()) == set(ACCESS)


def test_every_channel_is_sent_to_and_received_from(asyncapi: Any) -> None:
    actions = {(each["channel"]["$ref"], each["action"]) for each in asyncapi["operations"].values()}
    assert actions == {
        (f"#/channels/{name}", action) for name in (*FEEDS, *RESTRICTED) for action in ("send", "receive")
    }


def test_a_message_carries_the_headers_of_cloudevents(asyncapi: Any) -> None:
    headers = asyncapi["components"]["schemas"]["CloudEventHeaders"]
    needed = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_partitionkey", "ce_sequence"}
    assert needed <= set(headers["required"])
    assert "ce_traceparent" in headers["properties"]
    assert "ce_traceparent" not in headers["required"]


def test_the_generator_is_a_command() -> None:
    command = [sys.executable, "-m", "contracts.generate", "--check"]
    assert subprocess.run(command, cwd=REPOSITORY, check=False).returncode == 0
