"""The guide, run as a newcomer runs it: block after block, in a sandbox."""

import sys
from pathlib import Path

from tests.e2e.guides import all_serve, blocks, run
from tests.e2e.platforms import PlatformUnderTest
from tests.waiting import until

TOLD = """
    TenderPublished DossierWithdrawn TenderClosed BidsOpened
    EvaluationOpened LotEvaluated TenderEvaluated
    AwardProposed AwardApproved LotClosed ContractAwarded LoserNotified AwardNotified AwardConfirmed
    ContractSigned ContractNotified InvoiceReceived InvoicePaid
"""
"""What the last block shows: the public facts of the procedure."""


async def test_the_first_procedure_of_the_guide_runs_from_plan_to_payment(
    sandbox: PlatformUnderTest, tmp_path: Path
) -> None:
    await until(lambda: all_serve(sandbox))
    script = "\n".join(blocks("first-procedure.md", "python", sandbox))
    assert script.count(sandbox.url) == script.count(str(sandbox.home)) == 1
    said = await run(sys.executable, "-c", script, folder=tmp_path)
    told = TOLD.split()
    assert said.splitlines()[-len(told) :] == told
