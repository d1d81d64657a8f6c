"""`prenan sample`: the sample market, on the same way in as any register."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any
from uuid import NAMESPACE_URL, uuid5

import typer

from contracts.vocabulary import ContractState
from deploy.cli import access, sample_settling
from deploy.cli.checkpoint import Checkpoint
from deploy.cli.door import Door, open_door
from deploy.cli.failure import Failure
from deploy.cli.intake import delivered
from deploy.cli.options import HOME, Home, Key, Url, screen
from deploy.cli.patience import Patience
from deploy.cli.reading import Entry, Reading
from deploy.cli.sample_performance import perform
from deploy.sample.consultations import Consultation, consultations
from deploy.sample.generator import BUYER, FULL_YEARS, SEED
from deploy.sample.generator import contracts as generated
from deploy.sample.hopefuls import hopefuls
from deploy.sample.plan import plan
from deploy.sample.settlements import settlements

Until = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of the market; default: today.")]
Years = Annotated[int, typer.Option(min=0, max=FULL_YEARS, help="Whole years before this one.")]
Seed = Annotated[int, typer.Option(help="Another seed is another market.")]


def sample(
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    until: Until = None,
    seed: Seed = SEED,
    years: Years = FULL_YEARS,
) -> None:
    """Load the sample market: years of an invented region, its plan and live tenders; twice changes nothing."""
    day = (until or datetime.now(UTC)).date()
    address, secret = access.address(home, url), access.key(home, key)
    market = generated(day, seed, years)
    entries = [Entry((row,), state) for row, state in enumerate(market, 1)]
    checkpoint = Checkpoint.of(home, f"sample {seed} {day} {years}".encode(), address.encode())
    summary = delivered(Reading(rows=len(entries), entries=entries), checkpoint, address, secret)
    if summary.findings:
        raise Failure(f"{len(summary.findings)} of the sample were refused, first: {summary.findings[0].reason}.")
    live = asyncio.run(_publish(address, secret, market, day, seed))
    screen().print(
        f"Sample market of {BUYER}: {summary.contracts.total():,} contracts, {live} new tenders.", style="green"
    )


async def _publish(address: str, key: str, market: Sequence[ContractState], day: date, seed: int) -> int:
    """Tell what was paid and planned, register who holds nothing yet, end some calls, open others: how many are new.

    A call is opened in each area that has none. Calls that are over were open while the rest went in.
    """
    async with open_door(address, key, Patience()) as door:
        over = settlements(day, seed)
        await sample_settling.publish(door, over, f"{seed} {day.year}")
        await perform(door, market, day)
        await _tell(door, "/plan-entry-records", plan(day, seed))
        await _tell(door, "/supplier-records", [one.model_dump(mode="json") for one in hopefuls(seed)])
        page = await door.call("GET", "/tenders", params={"buyer": BUYER, "limit": 1000})
        ended = {one.title for one in over}
        served = {tender["area"] for tender in page["items"] if tender["title"] not in ended}
        wanted = [each for each in consultations(day, seed) if each.terms["area"] not in served]
        for consultation in wanted:
            await _open(door, consultation, f"sample {seed} {day} {consultation.title}")
        await sample_settling.decide(door, over)
        return len(wanted)


async def _tell(door: Door, path: str, records: list[dict[str, Any]]) -> None:
    """Announce the purchase plan, or register companies; raises `Failure` where a record is refused."""
    answer = await door.call("POST", path, json={"records": records})
    refused = [one for one in answer["results"] if one["status"] == "refused"]
    if refused:
        raise Failure(f"{len(refused)} of the sample's {path} were refused, first: {refused[0]['errors']}.")


async def _open(door: Door, consultation: Consultation, name: str) -> None:
    """Draft a tender, and publish it unless it is to stay a draft; once, however often it is tried."""
    tender = await door.call("POST", "/tenders", once=_once("draft", name), json=consultation.terms)
    if consultation.deadline:
        body = {"deadline": consultation.deadline.isoformat()}
        path = f"/tenders/{tender['id']}/publication"
        await door.call("POST", path, once=_once("publish", name), json=body)


def _once(act: str, name: str) -> str:
    return uuid5(NAMESPACE_URL, f"{act} {name}").hex
