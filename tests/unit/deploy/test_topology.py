from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.embedded import DATABASES, SERVICES
from deploy.embedded.credentials import Credentials
from deploy.embedded.topology import INTERNAL_PORTS, Stage, Topology


@pytest.fixture
def topology(tmp_path: Path) -> Topology:
    passwords = {role: f"secret of {role}" for role in ("postgres", *DATABASES)}
    return Topology(
        home=tmp_path,
        ports={name: 21_000 + number for number, name in enumerate(INTERNAL_PORTS)},
        port=8000,
        credentials=Credentials("signs", "peppers", "attests", passwords),
        administrator="postgresql://postgres:secret@127.0.0.1:21000/postgres",
        bus="kafka",
    )


def test_each_service_has_an_api_and_a_worker_and_the_gateway_is_alone_in_public(topology: Topology) -> None:
    names = {spec.name for spec in topology.processes()}
    assert names == {*SERVICES, *(f"{service}-worker" for service in SERVICES), "gateway", "gateway-worker"}
    assert [spec.name for spec in topology.processes() if "8000" in spec.command] == ["gateway"]


def test_a_process_gets_the_password_of_its_own_database_only(topology: Topology) -> None:
    for spec in topology.processes():
        owner = spec.name.removesuffix("-worker")
        assert spec.environment["DATABASE_URL"] == f"postgresql://{owner}:secret%20of%20{owner}@127.0.0.1:21000/{owner}"


def test_only_the_gateway_gets_the_pepper_of_the_keys(topology: Topology) -> None:
    peppered = {spec.name for spec in topology.processes() if "KEY_PEPPER" in spec.environment}
    assert peppered == {"gateway", "gateway-worker"}


def test_webhooks_lead_to_this_machine_in_a_sandbox_alone(topology: Topology) -> None:
    def loose(one: Topology) -> set[str]:
        return {spec.name for spec in one.processes() if "WEBHOOK_NETWORKS" in spec.environment}

    assert loose(topology) == set()
    assert loose(replace(topology, sandbox={"PRENAN_SANDBOX_SPEED": "86400"})) == {"gateway", "gateway-worker"}


def test_only_workers_and_who_signs_receipts_get_the_key_of_the_journal(topology: Topology) -> None:
    given = {spec.name for spec in topology.processes() if "JOURNAL_KEY" in spec.environment}
    workers = {f"{service}-worker" for service in SERVICES}
    assert given == {*workers, "tenders"}
    files = [spec.environment["CHECKPOINT_FILE"] for spec in topology.processes() if spec.name in workers]
    assert len(set(files)) == len(files)


def test_the_gateway_stops_first_then_the_services_then_their_workers(topology: Topology) -> None:
    stages = {spec.name: spec.stage for spec in topology.processes()}
    assert stages["gateway"] > stages["tenders"] > stages["tenders-worker"] > Stage.BUS > Stage.DATABASE


def test_every_process_of_a_sandbox_lives_in_its_time(topology: Topology) -> None:
    settings = {"PRENAN_SANDBOX_SPEED": "86400", "PRENAN_SANDBOX_SINCE": "2026-03-02T08:00:00+00:00"}
    for spec in replace(topology, sandbox=settings).processes():
        assert settings.items() <= spec.environment.items()
    assert {spec.environment["PRENAN_SANDBOX_SPEED"] for spec in topology.processes()} == {""}


@pytest.mark.parametrize(
    ("setting", "folders"),
    [
        ("STORAGE_URL", {"tenders": "documents", "suppliers": "attachments"}),
        ("MAIL_URL", dict.fromkeys((*SERVICES, "gateway"), "mail")),
    ],
)
def test_documents_and_letters_stay_in_the_home(topology: Topology, setting: str, folders: Mapping[str, str]) -> None:
    places = {spec.name: spec.environment[setting] for spec in topology.processes() if setting in spec.environment}
    owned = {f"{name}{kind}": folder for name, folder in folders.items() for kind in ("", "-worker")}
    assert places == {owner: (topology.home / folder).as_uri() for owner, folder in owned.items()}
