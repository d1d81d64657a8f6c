"""What the client of Python reads is what the services' documents describe, and it installs by itself."""

import json
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from deploy.embedded import ROOT
from gateway.api.imports import ImportResource, RowReport
from gateway.api.webhook_resources import WebhookResource
from prenan_client import imports, nouns

SERVICES = ("tenders", "suppliers")


def schemas() -> dict[str, Any]:
    """The schemas that the documents of the services hold, and those of the gateway's own nouns."""
    named: dict[str, Any] = {}
    for service in SERVICES:
        named |= json.loads((ROOT / "contracts" / "openapi" / f"{service}.json").read_text())["components"]["schemas"]
    own = (ImportResource, RowReport, WebhookResource)
    return named | {one.__name__: one.model_json_schema(mode="serialization") for one in own}


MODELS: dict[type[BaseModel], str] = {
    nouns.Tender: "TenderResource",
    nouns.Lot: "Lot",
    nouns.Contract: "ContractResource",
    nouns.ContractState: "ContractState",
    nouns.Holder: "Holder",
    nouns.Identifier: "Identifier",
    nouns.Money: "Money",
    nouns.PlanEntry: "PlanEntryResource",
    nouns.Supplier: "SupplierResource",
    nouns.Webhook: "WebhookResource",
    imports.ImportJob: "ImportResource",
    imports.RowReport: "RowReport",
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_member_that_the_client_names_is_documented_and_is_there_where_it_has_to_be(
    model: type[BaseModel],
) -> None:
    schema = schemas()[MODELS[model]]
    assert set(model.model_fields) <= set(schema["properties"])
    needed = {name for name, field in model.model_fields.items() if field.is_required()}
    assert needed <= set(schema["required"])


def test_the_client_installs_without_anything_of_ours(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(ROOT / "prenan_client", source, ignore=shutil.ignore_patterns("__pycache__"))
    command = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index")
    subprocess.run([*command, "--wheel-dir", tmp_path, source], check=True)
    [wheel] = tmp_path.glob("prenan_client-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        modules = {name for name in packed.namelist() if name.startswith("prenan_client/")}
        [metadata] = [packed.read(name).decode() for name in packed.namelist() if name.endswith("/METADATA")]
    assert modules == {f"prenan_client/{path.name}" for path in (*source.glob("*.py"), source / "py.typed")}
    needs = [line.split()[1] for line in metadata.splitlines() if line.startswith("Requires-Dist")]
    declared = tomllib.loads((source / "pyproject.toml").read_text())["project"]["dependencies"]
    assert sorted(needs) == sorted(declared) == ["httpx>=0.28", "pydantic>=2.14"]
