"""Each import rule of pyproject.toml is broken once in a copy of the tree, and lint-imports has to notice."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("contracts", "chassis", "services", "gateway", "deploy", "prenan_client")
PLANTED = (
    ("levels", "contracts/fact.py", "import chassis.errors"),
    ("levels", "chassis/feed.py", "import services.tenders.domain.tender"),
    ("levels", "chassis/feed.py", "import gateway.settings"),
    ("levels", "services/tenders/api/tenders.py", "import gateway.settings"),
    ("levels", "gateway/settings.py", "import services.tenders.domain.tender"),
    ("levels", "services/tenders/main.py", "import deploy.embedded"),
    ("services-apart", "services/tenders/application/drafting.py", "import services.suppliers.domain.supplier"),
    ("services-apart", "services/analytics/worker.py", "import services.tenders.persistence.tables"),
    ("service-layers", "services/tenders/domain/tender.py", "import services.tenders.persistence.tables"),
    ("service-layers", "services/tenders/persistence/queries.py", "import services.tenders.application.drafting"),
    ("service-layers", "services/suppliers/application/registering.py", "import services.suppliers.api.schemas"),
    ("service-layers", "services/analytics/api/question.py", "import services.analytics.main"),
    ("service-layers", "services/analytics/main.py", "import services.analytics.worker"),
    ("service-layers", "services/analytics/redflags/release.py", "import services.analytics.worker"),
    ("service-layers", "services/suppliers/stray.py", ""),
    ("domain-chassis", "services/suppliers/domain/name.py", "import chassis.persistence"),
    ("pure", "services/tenders/domain/lot.py", "import sqlalchemy"),
    ("pure", "services/tenders/domain/days.py", "import time"),
    ("pure", "contracts/vocabulary.py", "import fastapi"),
    ("pure", "chassis/aggregate.py", "import asyncpg"),
    ("yaml", "contracts/calendar.py", "import yaml"),
    ("deploy-outside", "deploy/cli/status.py", "import services.tenders.worker"),
    ("deploy-outside", "deploy/embedded/startup.py", "import gateway.main"),
    ("deploy-outside", "deploy/kafka/broker.py", "import chassis.kafka"),
    ("client-alone", "prenan_client/feed.py", "import contracts.envelope"),
    ("client-alone", "prenan_client/webhooks.py", "import cryptography"),
    ("levels", "deploy/cli/door.py", "import prenan_client.client"),
    ("no-circles", "chassis/schema.py", "import chassis.parking"),
    ("no-circles", "gateway/breaker.py", "import gateway.upstream"),
)


def rules() -> dict[str, str]:
    """The name of each import rule, by its id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    return {contract["id"]: contract["name"] for contract in settings["contracts"]}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def lint(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What `lint-imports` says of a tree."""
    program = Path(sys.executable).with_name("lint-imports")
    command = [program, "--cache-dir", tree / ".cache", *arguments]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False, timeout=120)


def test_the_tree_keeps_every_rule(tree: Path) -> None:
    said = lint(tree)
    assert said.returncode == 0, said.stdout


def test_every_rule_has_a_planted_violation() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(rules())


@pytest.mark.parametrize(("rule", "path", "line"), PLANTED, ids=lambda value: value or "a stray module")
def test_a_planted_violation_is_found(tree: Path, rule: str, path: str, line: str) -> None:
    module = tree / path
    before = module.read_text() if module.exists() else None
    try:
        module.write_text(f"{before or ''}\n{line}\n")
        said = lint(tree, "--contract", rule)
    finally:
        if before is None:
            module.unlink()
        else:
            module.write_text(before)
    assert said.returncode == 1
    assert "0 kept, 1 broken" in said.stdout, said.stdout + said.stderr
