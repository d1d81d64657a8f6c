"""The integrator's guide, run as a newcomer runs it: commands, then block after block, from a client to an award."""

import sys
from pathlib import Path

from tests.e2e.guides import all_serve, blocks, run
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

GUIDE = "integration.md"
SAID = """
Receiver: WebhookTested
Refused: deadline-passed
Told: TenderPublished
Told: TenderClosed
Received: ContractAwarded
"""
"""What the blocks show, after the time."""


async def test_a_newcomer_gets_a_client_publishes_a_tender_and_receives_the_award_by_webhook(
    sandbox: PlatformUnderTest, tmp_path: Path
) -> None:
    await until(lambda: all_serve(sandbox))
    starting, *commands = blocks(GUIDE, "sh", sandbox)
    assert starting.startswith("make run SANDBOX=")  # what the fixture did
    for command in commands:
        await run("sh", "-euc", command, folder=tmp_path)
    said = await run(sys.executable, "-c", "".join(blocks(GUIDE, "python", sandbox)), folder=tmp_path)
    first, *rest = said.splitlines()
    assert first.startswith("It is 20")
    assert rest == SAID.split("\n")[1:-1]
