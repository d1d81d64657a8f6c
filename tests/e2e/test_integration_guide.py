"""The integrator's guide, run as a newcomer runs it: commands, then block after block, from a client to an award."""

import asyncio
import os
import re
import sys
from pathlib import Path

from deploy.embedded import ROOT
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.test_guide import all_serve
from tests.waiting import until

GUIDE = ROOT / "docs" / "guide" / "integration.md"
SAID = """
Receiver: WebhookTested
Refused: deadline-passed
Told: TenderPublished
Told: TenderClosed
Received: ContractAwarded
"""
"""What the blocks show, after the time."""


def blocks(language: str, platform: PlatformUnderTest) -> list[str]:
    """What the guide tells its readers to paste, for this platform."""
    found = re.findall(rf"```{language}\n(.*?)```", GUIDE.read_text(), flags=re.DOTALL)
    bin_folder = f"{Path(sys.executable).parent}/"
    changes = {"http://127.0.0.1:8000": platform.url, ".prenan-sandbox": str(platform.home), ".venv/bin/": bin_folder}
    for here, there in changes.items():
        found = [block.replace(here, there) for block in found]
    return found


async def run(*command: str, folder: Path) -> str:
    """What a command says that has to succeed."""
    running = await asyncio.create_subprocess_exec(
        *command,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, wrong = await running.communicate()
    assert running.returncode == 0, wrong.decode()
    return said.decode()


async def test_a_newcomer_gets_a_client_publishes_a_tender_and_receives_the_award_by_webhook(
    sandbox: PlatformUnderTest, tmp_path: Path
) -> None:
    await until(lambda: all_serve(sandbox))
    starting, *commands = blocks("sh", sandbox)
    assert starting.startswith("make run SANDBOX=")  # what the fixture did
    for command in commands:
        await run("sh", "-euc", command, folder=tmp_path)
    said = await run(sys.executable, "-c", "".join(blocks("python", sandbox)), folder=tmp_path)
    first, *rest = said.splitlines()
    assert first.startswith("It is 20")
    assert rest == SAID.split("\n")[1:-1]
