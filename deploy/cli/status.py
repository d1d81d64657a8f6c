"""`prenan status`: whether all is well, and how far everything is."""

import asyncio

import typer
from rich.filesize import decimal
from rich.table import Table

from deploy.cli.observing import Process, Sight, look
from deploy.cli.options import HOME, AsJson, Home, answer_json, screen
from deploy.embedded import recollection


def status(home: Home = HOME, as_json: AsJson = False) -> None:
    """Show services, workers, feeds and databases, and whether all is well."""
    sight = asyncio.run(look(recollection.running(home)))
    if as_json:
        answer_json(sight.document())
    else:
        _show(sight)
    if sight.faults():
        raise typer.Exit(1)


def _show(sight: Sight) -> None:
    table = Table("Process", "State", "Behind", "Parked", "Oldest unpublished")
    for process in sight.processes:
        table.add_row(process.name, *_described(process))
    screen().print(table)
    for feed, head in sight.heads.items():
        screen().print(f"Feed {feed}: position {head:,}" if head is not None else f"Feed {feed}: unreadable")
    for name, size in (sight.sizes or {}).items():
        screen().print(f"Database {name}: {decimal(size)}")
    for fault in sight.faults():
        screen().out(fault, style="red", highlight=False)
    if not sight.faults():
        screen().print(f"All is well at {sight.gateway} (bus: {sight.bus}).", style="green")


def _described(process: Process) -> tuple[str, ...]:
    if not process.answers:
        return "[red]down", "", "", ""
    if not process.metrics:
        return "[green]up", "", "", ""
    behind, parked = process.total("prenan_consumer_behind_facts"), process.total("prenan_parked_facts")
    return "[green]up", f"{behind:,}", f"{parked:,}", f"{process.longest('prenan_outbox_oldest_seconds'):.1f} s"
