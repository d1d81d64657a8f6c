"""The gateway answers as its document says, whatever it is sent: no 5xx, no undocumented answer."""

import asyncio
import os
import sys

from contracts.catalogue import RESTRICTED
from deploy.embedded import ROOT
from tests.e2e import conformance
from tests.e2e.platforms import PlatformUnderTest

CHECKS = ",".join(check.__name__ for check in (*conformance.CHECKS, conformance.public_conformance))
SEED = os.environ.get("PRENAN_SEED", "1")
EXAMPLES = os.environ.get("PRENAN_EXAMPLES", "2")
"""`PRENAN_EXAMPLES=50` sends so many requests to each operation."""
PHASES = os.environ.get("PRENAN_PHASES", "fuzzing")
"""`PRENAN_PHASES=coverage,fuzzing` looks at the limits of every parameter too, which takes minutes."""


async def test_the_gateway_answers_an_operator_and_the_public_as_its_document_says(platform: PlatformUnderTest) -> None:
    # nothing is told on these feeds here: who waits for them waits the whole time that is asked for
    apart = [part for name in RESTRICTED for part in ("--exclude-path", f"/feed/{name}")]
    limits = (*apart, "--phases", PHASES, "--max-examples", EXAMPLES, "--seed", SEED, "--warnings", "off", "--no-color")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{platform.url}/openapi.json", "--checks", CHECKS),
        *(*limits, "-H", f"Authorization: Bearer {platform.key('operator')}"),
        env={**os.environ, "SCHEMATHESIS_HOOKS": conformance.__name__, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    out, _ = await process.communicate()
    assert process.returncode == 0, out.decode()[-8000:]
