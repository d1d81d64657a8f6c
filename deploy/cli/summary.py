"""What an import came to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from deploy.cli.checkpoint import Outcome
from deploy.cli.reading import Finding, Reading

STATUSES = ("created", "corrected", "unchanged", "refused")


@dataclass
class Summary:
    """Counts of an import; `findings` are what was found wrong, by the reader and by the services."""

    rows: int
    contracts: Counter[str]
    suppliers: Counter[str]
    unreadable: int
    holder_lines: int
    holder_sirens: int
    without_identifier: int
    findings: list[Finding] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def taken(self) -> int:
        """Contracts that the platform holds as the file gives them."""
        return sum(self.contracts[status] for status in STATUSES if status != "refused")

    def document(self) -> dict[str, Any]:
        """The summary for machines."""
        return {
            "rows": self.rows,
            "contracts": {"read": self.contracts.total(), **{each: self.contracts[each] for each in STATUSES}},
            "suppliers": {each: self.suppliers[each] for each in STATUSES},
            "unreadable_contracts": self.unreadable,
            "holder_lines": self.holder_lines,
            "holder_sirens": self.holder_sirens,
            "holder_lines_without_identifier": self.without_identifier,
            "findings": len(self.findings),
            "rows_with_findings": len({finding.row for finding in self.findings}),
            "seconds": round(self.seconds, 2),
        }

    def table(self) -> Table:
        """The summary for people."""
        table = Table(show_header=False, box=None, pad_edge=False)
        table.add_row("Rows read", f"{self.rows:,}")
        table.add_row("Contracts", counted(self.contracts))
        if self.unreadable:
            table.add_row("", f"{self.unreadable:,} more could not be read and are in the report")
        table.add_row("Suppliers", counted(self.suppliers))
        table.add_row("Holder lines", f"{self.holder_lines:,} of {self.holder_sirens:,} SIRENs")
        table.add_row("Without identifier", f"{self.without_identifier:,} lines, kept with their names")
        table.add_row(
            "Time", f"{self.seconds:.1f} s, {self.contracts.total() / max(self.seconds, 0.001):,.0f} a second"
        )
        return table


def counted(counts: Counter[str]) -> str:
    """How many there are of each status."""
    said = ", ".join(f"{counts[each]:,} {each}" for each in STATUSES)
    return f"{counts.total():,}: {said}"


def summed_up(reading: Reading, registered: Sequence[Outcome], recorded: Sequence[Outcome]) -> Summary:
    """What a file held and what became of it."""
    states = [entry.state for entry in reading.entries]
    identifiers = [holder.identifier for state in states for holder in state.holders]
    kept_rows = {row for entry in reading.entries for row in entry.rows}
    return Summary(
        rows=reading.rows,
        contracts=Counter(each.status for each in recorded),
        suppliers=Counter(each.status for each in registered),
        unreadable=len({each.row for each in reading.findings if each.refused and each.row not in kept_rows}),
        holder_lines=len(identifiers),
        holder_sirens=len({siren for each in identifiers if each and (siren := each.siren)}),
        without_identifier=identifiers.count(None),
        findings=list(reading.findings),
    )
