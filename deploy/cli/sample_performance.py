"""What happened under the contracts of the sample market: what was paid, and what the canteens bought."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from contracts.vocabulary import ContractState
from deploy.cli.batches import Batch, batches
from deploy.cli.door import Door
from deploy.cli.failure import Failure
from deploy.embedded.side_by_side import side_by_side
from deploy.sample.generator import BUYER
from deploy.sample.meals import FoodReport, food_reports
from deploy.sample.payments import payments

PAYMENTS = "/payment-records"


async def perform(door: Door, contracts: Sequence[ContractState], until: date) -> None:
    """Tell the platform what was paid and reported up to a day; twice changes nothing. Raises `Failure`."""
    records = payments(contracts, until)
    paid = [record for record in records if record.kind == "payment"]
    await _deliver(door, batches(PAYMENTS, [record for record in records if record.kind != "payment"]))
    await _deliver(door, batches(PAYMENTS, paid))
    reports = defaultdict(list)
    for report in food_reports(contracts, until):
        reports[report.reference].append(report)
    await side_by_side(*(_report(door, reference, each) for reference, each in reports.items()))


async def _deliver(door: Door, parts: Iterable[Batch]) -> None:
    answers = await side_by_side(
        *(door.call("POST", part.path, once=f"sample {part.digest}", content=part.body) for part in parts)
    )
    refused = [one for answer in answers for one in answer["results"] if one["status"] == "refused"]
    if refused:
        raise Failure(f"{len(refused)} payments of the sample were refused, first: {refused[0]['errors']}.")


async def _report(door: Door, reference: str, reports: Sequence[FoodReport]) -> None:
    """The reports of a contract that are not known yet."""
    found = await door.call("GET", "/contracts", params={"buyer": BUYER, "reference": reference})
    path = f"/contracts/{found['items'][0]['id']}"
    known = await door.call("GET", f"{path}/acts", params={"kind": "food-report"})
    told = {act["record"]["period"]["ends_on"] for act in known["items"]}
    for report in reports:
        if report.ends_on not in told:
            once = f"sample food {reference} {report.ends_on}"
            await door.call("POST", f"{path}/food-reports", once=once, json=report.body)
