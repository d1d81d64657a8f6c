"""The container files, as far as they can be held to account without an engine."""

import re
import shlex
from typing import Any

import pytest
import yaml

from deploy.embedded import DATABASES, ROOT, SERVICES

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PARTS: dict[str, Any] = COMPOSE["services"]
DOCKERFILE = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()
FOUNDATION = {"alembic.ini", "contracts", "chassis"}


def stages() -> dict[str, str]:
    parts = re.split(r"^FROM \S+ AS (\S+)$", DOCKERFILE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def copied(stage: str) -> set[str]:
    lines = re.findall(r"^COPY (?!--from)(.+)$", stages()[stage], flags=re.MULTILINE)
    return {source for line in lines for source in shlex.split(line)[:-1]}


def modules() -> list[str]:
    commands = re.findall(r"CMD (\[.+\])", DOCKERFILE) + [str(part.get("command", "")) for part in PARTS.values()]
    return sorted(set(re.findall(r"\b(?:services|gateway|deploy)(?:\.\w+)+", " ".join(commands))))


@pytest.mark.parametrize("service", SERVICES)
def test_the_image_of_a_service_holds_no_other_service(service: str) -> None:
    assert copied(service) == {"services/__init__.py", f"services/{service}"}
    assert copied("foundation") == FOUNDATION


def test_the_image_of_the_gateway_holds_no_service() -> None:
    assert copied("gateway") == {"gateway"}


def test_every_path_that_an_image_copies_exists_and_reaches_the_builder() -> None:
    sources = set().union(*(copied(stage) for stage in stages()))
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert [source for source in sources if not (ROOT / source).exists()] == []
    assert [source for source in sources if not {source, source.split("/")[0]} & allowed] == []


@pytest.mark.parametrize("module", modules())
def test_every_module_that_a_container_runs_exists(module: str) -> None:
    assert (ROOT / (module.replace(".", "/") + ".py")).exists()


def test_every_part_builds_a_stage_that_exists() -> None:
    targets = {part["build"]["target"] for part in PARTS.values() if "build" in part}
    assert targets <= set(stages())
    assert targets == {*DATABASES, "provisioning"}


def test_every_service_has_its_process_its_worker_and_its_migrations() -> None:
    expected = {"postgres", "kafka", "provisioning", *DATABASES}
    expected |= {f"{owner}-{kind}" for owner in DATABASES for kind in ("migrations", "worker")}
    assert set(PARTS) == expected


def test_what_a_part_waits_for_exists_and_can_be_waited_for() -> None:
    for name, part in PARTS.items():
        for needed, how in part.get("depends_on", {}).items():
            assert how["condition"] != "service_healthy" or "healthcheck" in PARTS[needed], (name, needed)
            assert how["condition"] != "service_completed_successfully" or PARTS[needed]["restart"] == "on-failure"


def test_every_part_that_stays_tells_whether_it_is_well() -> None:
    staying = {name for name, part in PARTS.items() if part["restart"] == "unless-stopped"}
    assert {name for name in staying if "healthcheck" not in PARTS[name]} == set()


def test_no_secret_has_a_value_in_the_file_and_each_is_named_in_the_example() -> None:
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text())) - {"PORT"}
    example = (ROOT / "deploy" / "docker" / "example.env").read_text()
    assert used == set(re.findall(r"^(\w+)=$", example, flags=re.MULTILINE))


def test_only_the_gateway_gets_the_pepper_of_the_keys_and_a_public_port() -> None:
    peppered = {name for name, part in PARTS.items() if "KEY_PEPPER" in part.get("environment", {})}
    assert peppered == {"gateway", "gateway-migrations", "gateway-worker"}
    assert {name for name, part in PARTS.items() if "ports" in part} == {"gateway"}


def test_every_part_of_ours_lives_in_the_time_that_the_operator_chose() -> None:
    ours = {*DATABASES, *(f"{owner}-worker" for owner in DATABASES)}
    named = {"PRENAN_SANDBOX_SPEED", "PRENAN_SANDBOX_SINCE", "PRENAN_SANDBOX_START"}
    assert [part for part in ours if not named <= set(PARTS[part]["environment"])] == []


def test_documents_outlive_their_container_in_a_folder_that_the_image_gives_to_its_user() -> None:
    url = PARTS["tenders"]["environment"]["STORAGE_URL"]
    for name in ("tenders", "tenders-worker"):
        assert PARTS[name]["volumes"] == [f"documents:{url.removeprefix('file://')}"]
    assert "documents" in COMPOSE["volumes"]
    assert f"--owner=prenan --mode=0700 {url.removeprefix('file://')}" in stages()["tenders"]
