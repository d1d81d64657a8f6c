"""`prenan import contracts`: a register of the past, through the public API."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.cli import access
from deploy.cli.checkpoint import Checkpoint, digest_of
from deploy.cli.decp import read_decp
from deploy.cli.failure import Commands, Failure
from deploy.cli.intake import delivered
from deploy.cli.json_file import is_json
from deploy.cli.mapping import RegisterMapping, WrongMapping, load
from deploy.cli.mappings import MAPPINGS, MappingFile, found
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, screen
from deploy.cli.reading import Reading, UnreadableFile
from deploy.cli.register import read_register
from deploy.cli.report import ReportFile, report_of, write_report
from deploy.cli.summary import Summary
from deploy.cli.suppliers.command import suppliers

app = typer.Typer(cls=Commands, no_args_is_help=True)

app.command()(suppliers)

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV or XLSX, or DECP in JSON; .gz too.")
]


@app.callback()
def of_the_past() -> None:
    """Take over data that already exist."""


@app.command()
def contracts(
    file: File,
    mapping: MappingFile = None,
    report: ReportFile = None,
    url: Url = None,
    key: Key = None,
    home: Home = HOME,
    as_json: AsJson = False,
) -> None:
    """Take over the contracts of a register; importing it again changes nothing."""
    rules = None if mapping is None else found(mapping)
    address, secret = access.address(home, url), access.key(home, key)
    reading = read(file, rules)
    checkpoint = Checkpoint.of(home, digest_of(file), rules.read_bytes() if rules else b"", address.encode())
    summary = delivered(reading, checkpoint, address, secret)
    report = report or report_of(home, file)
    write_report(report, sorted(summary.findings, key=lambda each: (each.row, each.field)))
    _show(summary, report, as_json=as_json)
    if not summary.taken:
        raise Failure("Nothing could be taken over: the report says why, row by row.")


def read(file: Path, mapping: Path | None) -> Reading:
    """The contracts of a file: JSON by its content, CSV by its mapping; raises `Failure`."""
    try:
        if mapping is not None:
            return read_register(file, load(mapping, RegisterMapping))
        if is_json(file):
            return read_decp(file)
    except (UnreadableFile, WrongMapping) as error:
        raise Failure(str(error)) from error
    known = ", ".join(sorted(each.stem for each in MAPPINGS.glob("*.yaml")))
    raise Failure(
        f"{file.name} is not JSON, and a CSV needs to be told how it is read: add --mapping FILE "
        f"(docs/mappings.md says how to write one; these come along: {known})."
    )


def _show(summary: Summary, report: Path, *, as_json: bool) -> None:
    if as_json:
        answer_json({**summary.document(), "report": str(report)})
        return
    screen().print(summary.table())
    screen().out(f"Report: {report} ({len(summary.findings):,} findings)", highlight=False)
