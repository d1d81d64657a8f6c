"""One view of the world in the copy: a database of the engine, and the one connection that writes to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.analytics.persistence.columns.bounds import Bounds
from services.analytics.persistence.columns.engine import Connection, attach, instruct, session
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.columns.writer import Writer

_STANDING = "CREATE OR REPLACE TABLE derived.standing AS SELECT $document AS document"


class View:
    """What is true in one world, as its told rows say. Each change is one transaction, seen whole or not at all."""

    def __init__(self, engine: Connection, name: str) -> None:
        attach(engine, name)
        self.name = name
        self.standing = Standing()
        self._bounds = Bounds()
        own = session(engine, name)
        instruct(own)
        self._own = Writer(own)

    @contextmanager
    def change(self) -> Iterator[Writer]:
        """A transaction of the view."""
        self._own.execute("BEGIN")
        try:
            yield self._own
            self._own.execute("COMMIT")
        except BaseException:
            self._own.execute("ROLLBACK")
            raise

    def stand(self, now: Standing) -> None:
        """Write where the view stands, within a change."""
        self._own.execute(_STANDING, {"document": now.document})

    def compact(self) -> None:
        """Give back the room of rows that were replaced, and compress the others."""
        self._own.execute(f"CHECKPOINT {self.name}")

    def close(self) -> None:
        """Write no more."""
        self._own.close()


def standing_of(own: Connection | Writer, database: str = "") -> Standing:
    """Where a view stands, as a connection sees it: the connection's own one, or that of another database."""
    place = f"{database}." if database else ""
    return Standing.read(own.execute(f"SELECT document FROM {place}derived.standing").fetchall()[0][0])
