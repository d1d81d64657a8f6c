"""The present view: all that was told, and what is true now."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from services.analytics.persistence.columns.deriving import derive
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.extracting import Extract
from services.analytics.persistence.columns.refreshing import refresh
from services.analytics.persistence.columns.schema import columns, definitions, indexes
from services.analytics.persistence.columns.view import View
from services.analytics.persistence.columns.waiting import note_waits
from services.analytics.persistence.told import TOLD

NAME = "present"
_TYPES = {table.name: ", ".join(f"'{name}': '{kind}'" for name, kind in columns(table).items()) for table in TOLD}
_FORMAT = """
    header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '',
    allow_quoted_nulls = false
"""


class Present(View):
    """The view that follows what is told."""

    def __init__(self, engine: Connection) -> None:
        super().__init__(engine, NAME)

    def load(self, extract: Extract) -> None:
        """Take in all that was told so far; nothing was before."""
        for statement in definitions():
            self._own.execute(statement)
        self._take(extract.files)
        for statement in indexes():
            self._own.execute(statement)
        derive(self._own, self._bounds)
        self.stand(extract.standing)
        self.compact()
        self.standing = extract.standing

    def follow(self, extract: Extract) -> None:
        """Take in what was told since, and derive anew what it touches; raises `ValueError` for other rows."""
        if extract.after != self.standing.number:
            raise ValueError(f"rows after batch {extract.after} do not follow batch {self.standing.number}")
        with self.change() as own:
            self._take(extract.files)
            refresh(own, self.standing.number, extract.files.keys(), self._bounds)
            note_waits(own, self.standing.number, extract.files.keys(), datetime.now(UTC))
            self.stand(extract.standing)
        self.standing = extract.standing

    @property
    def size(self) -> int:
        """How many contracts count."""
        (size,) = self._own.execute("SELECT count(*) FROM derived.contract").fetchall()[0]
        return int(size)

    def _take(self, files: Mapping[str, Path]) -> None:
        for name, file in files.items():
            rows = f"read_csv($file, columns = {{{_TYPES[name]}}}, {_FORMAT})"
            self._own.execute(f"INSERT INTO told.{name} FROM {rows}", {"file": str(file)})
