"""Suppliers on their way into the platform, as their file is read."""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress, TaskID

from deploy.cli.batches import Batch, numbered_batches
from deploy.cli.checkpoint import Checkpoint, Outcome
from deploy.cli.delivery import Delivery
from deploy.cli.door import Door, open_door
from deploy.cli.intake import SUPPLIERS, told_while_waiting
from deploy.cli.patience import Patience
from deploy.cli.report import row_findings
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.mapping import SupplierMapping
from deploy.cli.suppliers.opening import SupplierFile, open_suppliers
from deploy.cli.suppliers.progress import streaming_shown
from deploy.cli.suppliers.summary import SupplierSummary

MOST_SUPPLIERS = 500
"""In one request: what the service takes at most, for each request has a price of its own."""


@dataclass(frozen=True)
class Intake:
    """One import: the file as it is read, and what became of it so far."""

    file: SupplierFile
    summary: SupplierSummary
    told: Callable[[int, int], object]
    """Called with how far the file is read and how many records are acknowledged."""

    async def run(self, door: Door, checkpoint: Checkpoint) -> None:
        """Send every supplier until it is acknowledged; raises `Failure`, `UnreadableFile`."""
        self.summary.resumed = checkpoint.records
        delivery = Delivery(door, checkpoint, lambda _: self.told(self.file.position(), self.summary.suppliers.total()))
        await delivery.each(numbered_batches(SUPPLIERS, self.file.suppliers, MOST_SUPPLIERS), self._take)
        checkpoint.forget()

    def _take(self, _: int, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        self.summary.suppliers.update(outcome.status for outcome in outcomes)
        for each in row_findings(batch.rows, outcomes):
            self.summary.ledger.report(each.row, each.field, each.reason, refused=True)


def taken_in(
    path: Path, mapping: SupplierMapping | None, ledger: Ledger, checkpoint: Checkpoint, url: str, key: str
) -> SupplierSummary:
    """Take a file in with progress shown; raises `Failure`, `UnreadableFile`."""
    began = time.monotonic()
    with streaming_shown() as progress, open_suppliers(path, mapping, ledger) as file:
        bar = progress.add_task("Suppliers", total=file.size, waits="", records=0)
        intake = Intake(file, SupplierSummary(ledger, file.columns), _teller(progress, bar))

        async def deliver() -> None:
            async with open_door(url, key, Patience(told=told_while_waiting(progress))) as door:
                await intake.run(door, checkpoint)

        asyncio.run(deliver())
    intake.summary.seconds = time.monotonic() - began
    return intake.summary


def _teller(progress: Progress, bar: TaskID) -> Callable[[int, int], None]:
    def tell(position: int, records: int) -> None:
        progress.update(bar, completed=position, records=records, waits="")

    return tell
