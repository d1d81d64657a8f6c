"""The command itself."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from deploy.cli import access
from deploy.cli.checkpoint import Checkpoint, digest_of
from deploy.cli.failure import Failure
from deploy.cli.mapping import WrongMapping, load
from deploy.cli.mappings import MappingFile, found
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, screen
from deploy.cli.reading import UnreadableFile
from deploy.cli.report import ReportFile, report_of, write_report
from deploy.cli.suppliers.intake import taken_in
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.mapping import SupplierMapping
from deploy.cli.suppliers.summary import SupplierSummary

File = Annotated[
    Path,
    typer.Argument(
        exists=True, dir_okay=False, readable=True, help="SIRENE's establishments, CSV, XLSX, or DECP; .gz too."
    ),
]


def suppliers(
    file: File,
    mapping: MappingFile = None,
    report: ReportFile = None,
    url: Url = None,
    key: Key = None,
    home: Home = HOME,
    as_json: AsJson = False,
) -> None:
    """Take over the suppliers of a register, however large; importing it again changes nothing."""
    rules = None if mapping is None else found(mapping)
    address, secret = access.address(home, url), access.key(home, key)
    checkpoint = Checkpoint.of(home, digest_of(file), rules.read_bytes() if rules else b"", address.encode())
    report = report or report_of(home, file)
    with closing(Ledger()) as ledger:
        try:
            fields = None if rules is None else load(rules, SupplierMapping)
            summary = taken_in(file, fields, ledger, checkpoint, address, secret)
        except (UnreadableFile, WrongMapping) as error:
            raise Failure(str(error)) from error
        write_report(report, ledger.findings(), summary.columns)
        _show(summary, report, as_json=as_json)
    if not summary.taken:
        raise Failure("Nothing could be taken over: the report says why, row by row.")


def _show(summary: SupplierSummary, report: Path, *, as_json: bool) -> None:
    if as_json:
        answer_json({**summary.document(), "report": str(report)})
        return
    screen().print(summary.table())
    screen().out(f"Report: {report} ({summary.ledger.count():,} findings)", highlight=False)
