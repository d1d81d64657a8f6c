"""What an import has met so far, on disk: memory does not grow with the file."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from contracts.vocabulary import Identifier
from deploy.cli.reading import Finding

_TABLES = """
    CREATE TABLE named (identifier TEXT PRIMARY KEY, line INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE finding (line INTEGER, field TEXT, reason TEXT, refused INTEGER, value TEXT);
"""
_NAME = "INSERT INTO named VALUES (?, ?) ON CONFLICT DO NOTHING"
_FINDINGS = "SELECT line, field, reason, refused, value FROM finding ORDER BY line, field"


class Ledger:
    """Who was named in which row, what was wrong, and on which rows a rule decided.

    It lives in a temporary file of SQLite's own, which the system removes with the process, and holds what no memory
    should: an import of millions of rows names millions of suppliers.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        self.rows = 0
        self.repeated = 0
        self.ruled: Counter[Finding] = Counter()
        """Rows that a rule decides on, by what is said of all of them."""

    def close(self) -> None:
        """Give the disk back."""
        self._database.close()

    def first(self, identifier: Identifier, row: int) -> int | None:
        """The earlier row that names this supplier already; None where this is the first one."""
        name = f"{identifier.scheme.value}:{identifier.id}"
        if self._database.execute(_NAME, (name, row)).rowcount:
            return None
        self.repeated += 1
        found = self._database.execute("SELECT line FROM named WHERE identifier = ?", (name,)).fetchone()
        return int(found[0])

    def report(self, row: int, name: str, reason: str, *, refused: bool = False, value: str = "") -> None:
        """Keep a finding."""
        self._database.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?)", (row, name, reason, refused, value))

    def rule(self, field: str, cell: str, reason: str, *, refused: bool) -> None:
        """Count a row that a rule decides on; such rows have no line of their own in the report."""
        self.ruled[Finding(0, field, reason, refused, cell)] += 1

    def findings(self) -> Iterator[Finding]:
        """Every finding by row, and first on how many rows each rule decided."""
        for rule, count in self.ruled.items():
            yield replace(rule, reason=f"{rule.reason}; rows: {count:,}")
        for row, field, reason, refused, value in self._database.execute(_FINDINGS):
            yield Finding(row, field, reason, bool(refused), value)

    @property
    def passed_over(self) -> int:
        """How many rows the rules left out."""
        return sum(count for rule, count in self.ruled.items() if rule.refused)

    def refused(self) -> int:
        """How many rows or records have a finding for which nothing of them went in."""
        query = "SELECT count(DISTINCT line) FROM finding WHERE refused"
        return int(self._database.execute(query).fetchone()[0])

    def count(self) -> int:
        """How many findings there are."""
        return int(self._database.execute("SELECT count(*) FROM finding").fetchone()[0])
