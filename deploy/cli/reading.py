"""What reading a file of contracts gives: the contracts that can go in, and what was found wrong, row by row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from contracts.suppliers import SupplierState
from contracts.vocabulary import ContractState, Holder, Identifier, Place


class UnreadableFile(ValueError):
    """The file as a whole cannot be read as what it is said to be."""


@dataclass(frozen=True)
class Entry:
    """A contract, the rows that it was read from, and where it is performed if they say so."""

    rows: tuple[int, ...]
    state: ContractState
    place: Place | None = None

    def row_of(self, holder: int) -> int:
        """The row of the holder in this place where each has its own, else the contract's first."""
        return self.rows[holder] if len(self.rows) == len(self.state.holders) else self.rows[0]


@dataclass(frozen=True)
class Finding:
    """Something wrong in a row; the rest of the row went in unless it was `refused`. `value` is what the cell says."""

    row: int
    field: str
    reason: str
    refused: bool = False
    value: str = ""


class Findings(Protocol):
    """Takes what is found wrong while a file is read, and counts its rows."""

    rows: int

    def report(self, row: int, name: str, reason: str, *, refused: bool = False, value: str = "") -> None:
        """Keep a finding."""


@dataclass
class Reading:
    """A whole file: how many rows it has, its contracts in order, and its findings by row.

    Rows are numbered as a spreadsheet shows them, from 1 and with the heading; in JSON, contracts are.
    """

    rows: int = 0
    entries: list[Entry] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def report(self, row: int, name: str, reason: str, *, refused: bool = False, value: str = "") -> None:
        """Keep a finding."""
        self.findings.append(Finding(row, name, reason, refused, value))

    def finish(self) -> "Reading":
        """Keep one contract for each reference of a buyer, the last one read, and put the findings in order."""
        kept = {(entry.state.buyer, entry.state.reference): entry for entry in self.entries}
        for entry in self.entries:
            winner = kept[entry.state.buyer, entry.state.reference]
            if winner is not entry:
                reason = f"replaced by the contract of the same buyer and reference in row {winner.rows[0]}"
                self.report(entry.rows[0], "reference", reason, refused=True)
        self.entries = list(kept.values())
        self.findings.sort(key=lambda finding: (finding.row, finding.field))
        return self


def _supplier(holder: Holder, identifier: Identifier) -> SupplierState:
    return SupplierState(
        identifier=identifier,
        name=holder.name,
        size=holder.size,
        place=holder.place,
        natural_person=holder.natural_person,
    )


def _completed(newer: SupplierState, older: SupplierState) -> SupplierState:
    """The newer state, with what only the older one knew."""
    name = older.name if newer.name == newer.identifier.id else newer.name
    return newer.model_copy(
        update={"name": name, "size": newer.size or older.size, "place": newer.place or older.place}
    )


def first_rows(entries: Iterable[Entry]) -> dict[Identifier, int]:
    """The first row that names each holder: its own where every holder of the contract has one."""
    rows: dict[Identifier, int] = {}
    for entry in entries:
        for place, holder in enumerate(entry.state.holders):
            if holder.identifier:
                rows.setdefault(holder.identifier, entry.row_of(place))
    return rows


def suppliers(entries: Iterable[Entry]) -> list[SupplierState]:
    """Each holder that has an identifier, once, as its latest contract shows it."""
    known: dict[tuple[str, str], SupplierState] = {}
    for entry in sorted(entries, key=lambda each: (each.state.notified_on or date.min, each.rows)):
        for holder in entry.state.holders:
            if holder.identifier is None:
                continue
            key = (holder.identifier.scheme, holder.identifier.id)
            state = _supplier(holder, holder.identifier)
            known[key] = _completed(state, known[key]) if key in known else state
    return list(known.values())
