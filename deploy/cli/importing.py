"""`prenan import contracts`: a register of the past, through the public API."""

import gzip
from pathlib import Path
from typing import Annotated

import typer

from deploy.cli import access
from deploy.cli.checkpoint import FOLDER, Checkpoint, digest_of
from deploy.cli.decp import read_decp
from deploy.cli.failure import Commands, Failure
from deploy.cli.intake import delivered
from deploy.cli.mapping import RegisterMapping, WrongMapping, load
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, screen
from deploy.cli.reading import Reading, UnreadableFile
from deploy.cli.register import read_register
from deploy.cli.report import write_report
from deploy.cli.summary import Summary
from deploy.embedded import ROOT

app = typer.Typer(cls=Commands, no_args_is_help=True)

MAPPINGS = ROOT / "contracts" / "reference" / "mappings"
_SNIFFED = 4096
_GZIP = b"\x1f\x8b"

File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="CSV, or DECP in JSON; .gz too.")
]
MappingFile = Annotated[
    Path | None, typer.Option("--mapping", help="How a CSV is read: a file, or the name of a mapping that comes along.")
]
ReportFile = Annotated[Path | None, typer.Option("--report", help="Where to write what was wrong, row by row.")]


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
    report = report or home / FOLDER / f"{file.name.partition('.')[0]}-report.csv"
    write_report(report, summary.findings)
    _show(summary, report, as_json=as_json)
    if not summary.taken:
        raise Failure("Nothing could be taken over: the report says why, row by row.")


def read(file: Path, mapping: Path | None) -> Reading:
    """The contracts of a file: JSON by its content, CSV by its mapping; raises `Failure`."""
    try:
        if mapping is not None:
            return read_register(file, load(mapping, RegisterMapping))
        if _is_json(file):
            return read_decp(file)
    except (UnreadableFile, WrongMapping) as error:
        raise Failure(str(error)) from error
    known = ", ".join(sorted(each.stem for each in MAPPINGS.glob("*.yaml")))
    raise Failure(
        f"{file.name} is not JSON, and a CSV needs to be told how it is read: add --mapping FILE "
        f"(docs/mappings.md says how to write one; these come along: {known})."
    )


def found(mapping: Path) -> Path:
    """The mapping file that is meant: at this path, or of this name among those that come along."""
    candidates = (mapping, MAPPINGS / mapping.with_suffix(".yaml").name)
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise Failure(f"There is no mapping file {mapping}.")


def _is_json(file: Path) -> bool:
    with file.open("rb") as stream:
        head = stream.read(_SNIFFED)
    if head.startswith(_GZIP):
        try:
            with gzip.open(file) as stream:
                head = stream.read(_SNIFFED)
        except (OSError, EOFError) as error:
            raise Failure(f"{file.name} cannot be unpacked: {error}.") from error
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def _show(summary: Summary, report: Path, *, as_json: bool) -> None:
    if as_json:
        answer_json({**summary.document(), "report": str(report)})
        return
    screen().print(summary.table())
    screen().out(f"Report: {report} ({len(summary.findings):,} findings)", highlight=False)
