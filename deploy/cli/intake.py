"""Contracts on their way into the platform: their holders first, as suppliers, then the contracts."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from pydantic import BaseModel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from deploy.cli.batches import batches
from deploy.cli.checkpoint import Checkpoint, Outcome
from deploy.cli.delivery import Delivery
from deploy.cli.door import Door, open_door
from deploy.cli.failure import Failure
from deploy.cli.options import margin
from deploy.cli.patience import Patience
from deploy.cli.reading import Reading, suppliers
from deploy.cli.report import contract_findings, supplier_findings
from deploy.cli.summary import Summary, summed_up

SUPPLIERS, CONTRACTS = "/supplier-records", "/contract-records"


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Bars on the margin; each shows what it waits for, if it does."""
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[yellow]{task.fields[waits]}"),
    )
    with Progress(*columns, console=margin()) as progress:
        yield progress


def told_while_waiting(progress: Progress) -> Callable[[str], None]:
    """Shows on the bars that are not full what they wait for."""

    def waits(reason: str) -> None:
        for task in progress.tasks:
            if not task.finished:
                progress.update(task.id, waits=f"{reason}, trying again")

    return waits


async def take_in(reading: Reading, door: Door, checkpoint: Checkpoint, progress: Progress) -> Summary:
    """Deliver what was read until all of it is acknowledged; raises `Failure`."""
    registry = suppliers(reading.entries)
    states = [entry.state for entry in reading.entries]

    async def deliver(name: str, path: str, records: Sequence[BaseModel]) -> list[Outcome]:
        bar = progress.add_task(name, total=len(records), waits="")
        delivery = Delivery(door, checkpoint, lambda count: progress.update(bar, advance=count, waits=""))
        return await delivery.deliver(batches(path, records))

    registered = await deliver("Suppliers", SUPPLIERS, registry)
    recorded = await deliver("Contracts", CONTRACTS, states)
    checkpoint.forget()
    summary = summed_up(reading, registered, recorded)
    summary.findings += contract_findings(reading.entries, recorded)
    summary.findings += supplier_findings(reading.entries, [each.identifier for each in registry], registered)
    return summary


async def reach_figures(door: Door, progress: Progress) -> None:
    """Wait until figures have taken in what was told: whoever asks next is not told of the world before."""
    if not door.position:
        return
    bar = progress.add_task("Figures", total=1, waits="")
    try:
        await door.call("GET", "/indicators/V1", params={"min_position": door.position})
    except Failure:
        progress.update(bar, waits="they follow")
    else:
        progress.update(bar, completed=1, waits="")


def delivered(reading: Reading, checkpoint: Checkpoint, url: str, key: str) -> Summary:
    """Deliver with progress shown, and say how long it took."""
    began = time.monotonic()
    with progress_shown() as progress:

        async def deliver() -> Summary:
            async with open_door(url, key, Patience(told=told_while_waiting(progress))) as door:
                summary = await take_in(reading, door, checkpoint, progress)
                summary = replace(summary, seconds=time.monotonic() - began)
                await reach_figures(door, progress)
                return summary

        return asyncio.run(deliver())
