"""The gateway answers as its document says, whatever it is sent: no 5xx, no undocumented answer."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from contracts.catalogue import RESTRICTED
from tests.e2e.platforms import PlatformUnderTest

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
    "use_after_free,ensure_resource_availability"
)
SEED = os.environ.get("PRENAN_SEED", "1")
EXAMPLES = int(os.environ.get("PRENAN_EXAMPLES", "2"))
"""`PRENAN_EXAMPLES=50` sends so many requests to each operation; without a key, half as many: most refuse at once."""
PHASES = os.environ.get("PRENAN_PHASES", "fuzzing")
"""`PRENAN_PHASES=examples,coverage,fuzzing,stateful` sends the examples of the document, looks at the limits of every
parameter, and goes on with what it made and deleted, which takes minutes."""
ROLES = os.environ.get("PRENAN_ROLES", "operator").split(",")
"""Who asks beside the public: `PRENAN_ROLES=purchasing-referent,portal` for a buyer and a portal."""

SETTINGS = """
[parameters]
"query.min_position" = "procedures:0"
"""
"""A position that nobody reached is waited for, and then answered by 504, as it should be."""


@pytest.mark.parametrize(
    ("role", "phases", "examples"),
    [*((role, PHASES, EXAMPLES) for role in ROLES), (None, "fuzzing", (EXAMPLES + 1) // 2)],
)
async def test_the_gateway_answers_as_its_document_says(
    platform: PlatformUnderTest, role: str | None, phases: str, examples: int, tmp_path: Path
) -> None:
    headers = ("-H", f"Authorization: Bearer {platform.key(role)}") if role else ()
    # nothing is told on these feeds here: who waits for them waits the whole time that is asked for
    apart = [part for name in RESTRICTED for part in ("--exclude-path", f"/feed/{name}")]
    chosen = ("--phases", phases, "--max-examples", str(examples), "--seed", SEED)
    limits = (*apart, *chosen, "--warnings", "off", "--no-color")
    settings = tmp_path / "schemathesis.toml"
    settings.write_text(SETTINGS)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings)),
        *("run", f"{platform.url}/openapi.json", "--checks", CHECKS),
        *(*limits, *headers),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()[-8000:]
