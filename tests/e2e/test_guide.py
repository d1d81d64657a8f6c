"""The guide, run as a newcomer runs it: block after block, in a sandbox."""

import asyncio
import os
import re
import sys
from pathlib import Path

from deploy.embedded import ROOT
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

GUIDE = ROOT / "docs" / "guide" / "first-procedure.md"
TOLD = """
    TenderPublished DossierWithdrawn TenderClosed BidsOpened
    EvaluationOpened LotEvaluated TenderEvaluated
    AwardProposed AwardApproved LotClosed ContractAwarded LoserNotified AwardNotified AwardConfirmed
    ContractSigned ContractNotified InvoiceReceived InvoicePaid
"""
"""What the last block shows: the public facts of the procedure."""


def the_script(platform: PlatformUnderTest) -> str:
    """What the guide tells its readers to paste, for this platform."""
    script = "\n".join(re.findall(r"```python\n(.*?)```", GUIDE.read_text(), flags=re.DOTALL))
    assert script.count('"http://127.0.0.1:8000"') == script.count('".prenan-sandbox"') == 1
    return script.replace("http://127.0.0.1:8000", platform.url).replace(".prenan-sandbox", str(platform.home))


async def all_serve(platform: PlatformUnderTest) -> bool:
    async with platform.client() as public:
        return (await public.get("/tenders")).status_code == 200


async def test_the_first_procedure_of_the_guide_runs_from_plan_to_payment(
    sandbox: PlatformUnderTest, tmp_path: Path
) -> None:
    await until(lambda: all_serve(sandbox))
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", the_script(sandbox)),
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    said, wrong = await running.communicate()
    assert running.returncode == 0, wrong.decode()
    told = TOLD.split()
    assert said.decode().splitlines()[-len(told) :] == told
