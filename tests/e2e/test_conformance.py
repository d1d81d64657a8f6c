"""The gateway answers as its document says, whatever it is sent: no 5xx, no undocumented answer."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from contracts.catalogue import RESTRICTED
from deploy.sample.identifiers import siret
from tests.e2e.platforms import PlatformUnderTest

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "use_after_free,ensure_resource_availability,ignored_auth"
)
SEED = os.environ.get("PRENAN_SEED", "1")
EXAMPLES = int(os.environ.get("PRENAN_EXAMPLES", "2"))
"""`PRENAN_EXAMPLES=50` sends so many requests to each operation; what needs a key is asked without one too."""
PHASES = os.environ.get("PRENAN_PHASES", "fuzzing")
"""`PRENAN_PHASES=examples,coverage,fuzzing,stateful` sends the examples of the document, looks at the limits of every
parameter, and goes on with what it made and deleted, which takes minutes."""
ROLES = os.environ.get("PRENAN_ROLES", "operator").split(",")
"""Who asks: `PRENAN_ROLES=purchasing-referent,portal` for a buyer and a portal."""

SETTINGS = """
[parameters]
"query.min_position" = "procedures:0"
"""
"""A position that nobody reached is waited for, and then answered by 504, as it should be."""


FOLLOWED = {"purchasing-referent": "^/(panels|saved-searches)", "portal": "^/(alerts|webhooks)"}
"""What somebody makes and deletes alone: among so few paths the answers lead to one another."""


@pytest.mark.parametrize("role", ROLES)
async def test_the_gateway_answers_as_its_document_says(platform: PlatformUnderTest, role: str, tmp_path: Path) -> None:
    # nothing is told on these feeds here: who waits for them waits the whole time that is asked for
    apart = [part for name in RESTRICTED for part in ("--exclude-path", f"/feed/{name}")]
    chosen = ("--phases", PHASES, "--max-examples", str(EXAMPLES), *apart)
    await conforming(platform, platform.key(role), tmp_path, *chosen)


@pytest.mark.parametrize(("role", "paths"), FOLLOWED.items())
async def test_the_gateway_goes_on_as_its_document_says_from_what_was_made_and_deleted(
    platform: PlatformUnderTest, role: str, paths: str, tmp_path: Path
) -> None:
    async with platform.client("operator") as operator:
        asked = {"role": role, "organisation": siret(99_778), "client": f"follows links as {role}"}
        key = (await operator.post("/keys", json=asked)).json()["key"]
    chosen = ("--phases", "stateful", "--max-examples", "10", "--include-path-regex", paths)
    said = await conforming(platform, key, tmp_path, *chosen)
    [followed] = re.findall(r"API Links: +([0-9]+) covered", said)
    assert int(followed) > 0


async def conforming(platform: PlatformUnderTest, key: str, folder: Path, *chosen: str) -> str:
    """What schemathesis says of the platform; it fails where the platform does not do as its document says."""
    settings = folder / "schemathesis.toml"
    settings.write_text(SETTINGS)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings)),
        *("run", f"{platform.url}/openapi.json", "--checks", CHECKS, "--seed", SEED, *chosen),
        *("--warnings", "off", "--no-color", "-H", f"Authorization: Bearer {key}"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()[-8000:]
    return out.decode()
