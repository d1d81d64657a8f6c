"""The kit lets pass who does well, and tells others what they do wrong."""

import sys
from pathlib import Path
from typing import Any

from deploy.embedded import ROOT
from deploy.embedded.ports import free_port
from tests.e2e.platforms import PlatformUnderTest

EXAMPLE = ROOT / "examples" / "portal" / "client.py"
CARELESS = """
import json, os, sys, httpx

for line in sys.stdin:
    step = json.loads(line)
    terms = {
        "title": step["title"], "buyer": step["buyer"], "department": "buildings", "area": "construction",
        "procedure": "adapted", "nature": "works", "cpv": "45214000", "estimated_value": {"amount": "180000.00"},
        "lots": [{"number": 1, "title": "Masonry"}, {"number": 2, "title": "Plumbing"}],
    }
    call = httpx.Client(base_url=os.environ["PRENAN_URL"], headers={"Authorization": "Bearer " + os.environ["KEY"]})
    if step["step"] == "draft":
        while (answer := call.post("/tenders", json=terms)).status_code != 201:
            pass
        made = answer.json()
    if step["step"] == "change":
        call.put("/tenders/" + made["id"], json=terms, headers={"If-Match": "*"})
"""


async def walked(sandbox: PlatformUnderTest, program: Path, patience: int, **told: str) -> dict[str, Any]:
    """What the kit says of a program."""
    environment = " ".join(f"{name}={value}" for name, value in (told | {"PYTHONPATH": str(ROOT)}).items())
    run = f"env {environment} {sys.executable} {program}"
    options = ("--run", run, "--port", str(free_port()), "--patience", str(patience))
    report: dict[str, Any] = await sandbox.prenan("conformance", sandbox.url, *options, check=False)
    return report


async def test_the_example_of_a_portal_conforms(sandbox: PlatformUnderTest) -> None:
    who = ("--role", "portal", "--organisation", "*", "--client", "an example of a portal")
    made = await sandbox.prenan("clients", "register", *who)
    proof = {"PRENAN_CLIENT_ID": made["client_id"], "PRENAN_CLIENT_SECRET": made["client_secret"]}
    report = await walked(sandbox, EXAMPLE, 90, **proof)
    assert report["conforms"], report
    assert [step["done"] for step in report["steps"]] == [True] * 7
    assert {rule["name"]: rule["verdict"] for rule in report["rules"] if rule["verdict"] != "kept"} == {}


async def test_a_careless_client_is_told_what_it_gets_wrong(sandbox: PlatformUnderTest, tmp_path: Path) -> None:
    program = tmp_path / "careless.py"
    program.write_text(CARELESS)
    report = await walked(sandbox, program, 5, KEY=sandbox.key("portal"))
    assert not report["conforms"]
    done = [step["name"] for step in report["steps"] if step["done"]]
    assert done == ["draft"]
    broken = {rule["name"] for rule in report["rules"] if rule["verdict"] == "broken"}
    assert broken >= {"posts-bear-a-key", "nobody-comes-too-soon", "changes-name-a-version"}
