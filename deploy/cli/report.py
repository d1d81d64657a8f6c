"""What was wrong, row by row: found by the reader, or refused by the services and led back to the file."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from contracts.vocabulary import Identifier
from deploy.cli.checkpoint import FOLDER, Outcome
from deploy.cli.cures import cure
from deploy.cli.reading import Entry, Finding, first_rows

ReportFile = Annotated[Path | None, typer.Option("--report", help="Where to write what was wrong, row by row.")]
_HEADING = ("row", "column", "value", "reason", "cure", "effect")
_NO_COLUMNS: Mapping[str, str] = {}


def contract_findings(entries: Sequence[Entry], outcomes: Sequence[Outcome]) -> list[Finding]:
    """Why contracts were refused, by the rows they were read from."""
    return [
        Finding(_row(entry, error["pointer"]), _field(error["pointer"]), _reason(error), refused=True)
        for entry, outcome in zip(entries, outcomes, strict=True)
        for error in _errors(outcome)
    ]


def supplier_findings(
    entries: Iterable[Entry], identifiers: Iterable[Identifier], outcomes: Iterable[Outcome]
) -> list[Finding]:
    """Why holders were not registered as suppliers, by the first row that names them; their contracts go in."""
    rows = first_rows(entries)
    return [
        Finding(rows[identifier], f"holders.{_field(error['pointer'])}".rstrip("."), _reason(error))
        for identifier, outcome in zip(identifiers, outcomes, strict=True)
        for error in _errors(outcome)
    ]


def row_findings(rows: Sequence[int], outcomes: Sequence[Outcome]) -> Iterator[Finding]:
    """Why records were refused that come from one row each."""
    for row, outcome in zip(rows, outcomes, strict=True):
        for error in _errors(outcome):
            yield Finding(row, _field(error["pointer"]), _reason(error), refused=True)


def _errors(outcome: Outcome) -> Sequence[Any]:
    if outcome.status != "refused":
        return ()
    return outcome.errors or ({"pointer": "", "code": "refused", "detail": "refused without a reason"},)


def _row(entry: Entry, pointer: str) -> int:
    """The row that a pointer into a contract leads to: that of the holder where each has its own, else the first."""
    parts = pointer.split("/")
    if parts[1:2] == ["holders"] and parts[2:] and parts[2].isdigit():
        return entry.row_of(int(parts[2]))
    return entry.rows[0]


def _field(pointer: str) -> str:
    return ".".join(part for part in pointer.split("/") if part and not part.isdigit())


def _reason(error: Any) -> str:
    return f"{error['detail']} ({error['code']})"


def report_of(home: Path, file: Path) -> Path:
    """Where the report of a file goes unless its importer says otherwise."""
    return home / FOLDER / f"{file.name.partition('.')[0]}-report.csv"


def write_report(path: Path, findings: Iterable[Finding], columns: Mapping[str, str] = _NO_COLUMNS) -> None:
    """Every finding by row, as CSV, with what to do about it; `columns` says where fields stand in the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADING)
        for each in findings:
            effect = "left out" if each.refused else "kept without it"
            name = columns.get(each.field, each.field)
            writer.writerow([each.row or "", name, each.value, each.reason, cure(each.field), effect])
