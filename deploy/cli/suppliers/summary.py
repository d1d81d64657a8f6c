"""What an import of suppliers came to."""

import resource
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rich.table import Table

from deploy.cli.summary import STATUSES, counted
from deploy.cli.suppliers.ledger import Ledger

_KIBIBYTE = 1024


def peak_bytes() -> int:
    """The most memory that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE


@dataclass
class SupplierSummary:
    """Counts of an import of suppliers; `columns` says where fields stand in the file."""

    ledger: Ledger
    columns: Mapping[str, str] = field(default_factory=dict)
    suppliers: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    """Records that an earlier run, which was cut short, had sent."""
    seconds: float = 0.0

    @property
    def taken(self) -> int:
        """Suppliers that the platform holds as the file gives them."""
        return self.suppliers.total() - self.suppliers["refused"]

    @property
    def left_out(self) -> int:
        """Rows in error of which nothing was sent, those that name a supplier again aside."""
        return self.ledger.refused() - self.ledger.repeated - self.suppliers["refused"]

    def document(self) -> dict[str, Any]:
        """The summary for machines."""
        return {
            "rows": self.ledger.rows,
            "suppliers": {"sent": self.suppliers.total(), **{each: self.suppliers[each] for each in STATUSES}},
            "rows_left_out": self.left_out,
            "rows_repeated": self.ledger.repeated,
            "rows_passed_over": self.ledger.passed_over,
            "findings": self.ledger.count(),
            "resumed": self.resumed,
            "seconds": round(self.seconds, 2),
            "peak_memory_bytes": peak_bytes(),
        }

    def table(self) -> Table:
        """The summary for people."""
        table = Table(show_header=False, box=None, pad_edge=False)
        table.add_row("Rows read", f"{self.ledger.rows:,}")
        table.add_row("Suppliers", counted(self.suppliers))
        table.add_row("Left out", f"{self.left_out:,} rows in error, {self.ledger.repeated:,} that name one again")
        for rule, count in self.ledger.ruled.items():
            table.add_row("", f"{count:,} rows: {rule.reason}")
        if self.resumed:
            table.add_row("Resumed", f"{self.resumed:,} of them were sent by an earlier run")
        rate = self.suppliers.total() / max(self.seconds, 0.001)
        table.add_row("Time", f"{self.seconds:.1f} s, {rate:,.0f} a second, {peak_bytes() / 1e6:,.0f} MB at most")
        return table
