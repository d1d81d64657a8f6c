"""What was wrong, row by row: found by the reader, or refused by the services and led back to the file."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from contracts.vocabulary import ContractState, Identifier
from deploy.cli.checkpoint import Outcome
from deploy.cli.reading import Entry, Finding

_HEADING = ("row", "field", "reason", "effect")


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
    rows = _first_rows(entries)
    return [
        Finding(rows[identifier], f"holders.{_field(error['pointer'])}".rstrip("."), _reason(error))
        for identifier, outcome in zip(identifiers, outcomes, strict=True)
        for error in _errors(outcome)
    ]


def _errors(outcome: Outcome) -> Sequence[Any]:
    if outcome.status != "refused":
        return ()
    return outcome.errors or ({"pointer": "", "code": "refused", "detail": "refused without a reason"},)


def _first_rows(entries: Iterable[Entry]) -> dict[Identifier, int]:
    rows: dict[Identifier, int] = {}
    for entry in entries:
        for place, holder in enumerate(entry.state.holders):
            if holder.identifier:
                rows.setdefault(holder.identifier, _row(entry, f"/holders/{place}"))
    return rows


def _row(entry: Entry, pointer: str) -> int:
    """The row that a pointer into a contract leads to: that of the holder where each has its own, else the first."""
    parts = pointer.split("/")
    if parts[1:2] == ["holders"] and parts[2:] and parts[2].isdigit() and _has_row_each(entry.state, entry.rows):
        return entry.rows[int(parts[2])]
    return entry.rows[0]


def _has_row_each(state: ContractState, rows: Sequence[int]) -> bool:
    return len(rows) == len(state.holders)


def _field(pointer: str) -> str:
    return ".".join(part for part in pointer.split("/") if part and not part.isdigit())


def _reason(error: Any) -> str:
    return f"{error['detail']} ({error['code']})"


def write_report(path: Path, findings: Iterable[Finding]) -> None:
    """Every finding by row, as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADING)
        for each in sorted(findings, key=lambda finding: (finding.row, finding.field)):
            effect = "left out" if each.refused else "kept without it"
            writer.writerow([each.row, each.field, each.reason, effect])
