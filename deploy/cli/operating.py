"""Acts on services: each is done by the service's own program, with the settings that its processes run with."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from deploy.cli.failure import Failure
from deploy.cli.options import HOME, AsJson, Home, answer_json, margin, screen
from deploy.embedded import ROOT, SERVICES, recollection
from deploy.embedded.side_by_side import side_by_side

Report = dict[str, Any]


def one_of(service: str) -> str:
    """The service's name; refuses what is none."""
    if service not in SERVICES:
        raise typer.BadParameter(f"{service} is none of {', '.join(SERVICES)}")
    return service


Service = Annotated[str, typer.Argument(callback=one_of, help=f"One of {', '.join(SERVICES)}.")]


async def acted(home: Path, service: str, *act: str) -> Report:
    """What a service's program answers to an act; raises `Failure` where it ends without an answer."""
    environment = os.environ | recollection.environment(home, service)
    command = (sys.executable, "-m", f"services.{service}.worker", *act)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE, cwd=ROOT, env=environment)
    output, errors = await process.communicate()
    try:
        return dict(json.loads(output))
    except ValueError as error:
        said = errors.decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise Failure(f"{service} did not {act[0]}: {said[-1][:500]}. Look at `prenan status`.") from error


def all_acted(home: Path, services: Iterable[str], *act: str) -> list[Report]:
    """The answers of several services, asked side by side while the platform runs."""

    async def ask() -> list[Report]:
        return await side_by_side(*(acted(home, service, *act) for service in services))

    recollection.running(home)
    with margin().status(f"{act[0].capitalize()}…"):
        return asyncio.run(ask())


def conclude(reports: Iterable[Report]) -> None:
    """Name what is broken, and end with 1 where something is."""
    broken = [f"{report['service']}: {each}" for report in reports for each in report.get("broken") or ()]
    for each in broken:
        margin().out(each, style="red", highlight=False)
    if broken:
        raise typer.Exit(1)


Saved = Annotated[
    Path | None, typer.Option("--checkpoint", exists=True, dir_okay=False, help="Checkpoints that somebody kept.")
]


def verify(home: Home = HOME, as_json: AsJson = False, checkpoint: Saved = None) -> None:
    """Check what the platform promises: journals, feeds, chains, projections; and a past that somebody kept."""
    given = ("--checkpoint", str(checkpoint.resolve())) if checkpoint else ()
    reports = all_acted(home, SERVICES, "verify", *given)
    if checkpoint and not any(report["checkpoints_given"] for report in reports):
        raise Failure(f"{checkpoint} holds no checkpoint of these journals.")
    if as_json:
        answer_json(reports)
    else:
        table = Table("Service", "Promises")
        for report in reports:
            count = len(report.get("broken") or ())
            table.add_row(report["service"], f"[red]{count} broken" if count else "[green]kept")
        screen().print(table)
    conclude(reports)


def checkpoint(home: Home = HOME, as_json: AsJson = False) -> None:
    """Sign what each journal holds now, beside the checkpoint of the day."""
    reports = all_acted(home, SERVICES, "checkpoint")
    items = [item for report in reports for item in report["items"]]
    if as_json:
        answer_json({"items": items})
    else:
        table = Table("Journal", "Position", "Hash")
        for item in items:
            table.add_row(item["topic"], f"{item['position']:,}", item["hash"])
        screen().print(table)
    conclude(reports)


def replay(service: Service, home: Home = HOME, as_json: AsJson = False) -> None:
    """Rebuild a service's projection from the first fact, compare it with the live one and swap it in."""
    _show_checksums(all_acted(home, [service], "replay"), as_json=as_json)


def checksums(home: Home = HOME, as_json: AsJson = False) -> None:
    """Checksum of each projected table: rows, and the sum of their hashes; equal facts give equal ones."""
    _show_checksums(all_acted(home, SERVICES, "checksums"), as_json=as_json)


def _show_checksums(reports: list[Report], *, as_json: bool) -> None:
    if as_json:
        answer_json(reports)
    else:
        table = Table("Service", "Table", "Rows", "Checksum")
        for report in reports:
            for name, checksum in report["checksums"].items():
                rows, _, total = checksum.partition(":")
                table.add_row(report["service"], name, rows, total)
        screen().print(table)
    conclude(reports)
