"""What new rows change of a view: only touched keys of the grains that read them are derived again."""

from collections.abc import Collection, Iterable

from services.analytics.persistence.columns.bounds import Bounds
from services.analytics.persistence.columns.derivation import (
    BETWEEN,
    GRAINS,
    changed,
    driver,
    selection_of_touched,
    sources,
)
from services.analytics.persistence.columns.remarking import mark_again, remember
from services.analytics.persistence.columns.touching import touch
from services.analytics.persistence.columns.writer import Writer
from services.analytics.persistence.told import TOLD

_REGISTERED = (
    "SELECT * FROM told.supplier_version WHERE identifier IN (SELECT identifier FROM temp.told_holder_version)"
)
_GATHERED = {
    table.name: f"SELECT * FROM told.{table.name} WHERE key IN (SELECT key FROM temp.touched)" for table in TOLD
} | {"supplier_version": _REGISTERED}
_IN_ORDER = sorted(_GATHERED, key=lambda name: name == "supplier_version")
"""What the registry says comes last: it is of the holders."""


def refresh(own: Writer, after: int, tables: Collection[str], bounds: Bounds) -> None:
    """Bring the session's view from a batch to what is told now in these tables, in the caller's transaction."""
    steps = changed(frozenset(tables))
    if not steps:
        return
    touch(own, after, tables, steps)
    made = _derive(own, steps, _gather(own, steps))
    grains = [step for step in made if step not in BETWEEN]
    remember(own, grains)
    moved = bounds.follow(own) if "contract" in grains else {}
    for grain in grains:
        own.execute(f"DELETE FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)")
        own.execute(f"INSERT INTO derived.{grain} FROM temp.derived_{grain}")
    mark_again(own, grains, moved)


def _gather(own: Writer, steps: Iterable[str]) -> frozenset[str]:
    """Put in temporary tables what steps read of what was told of the touched keys: the tables that have any of it."""
    read = {name for step in steps for name in sources(step)}
    return frozenset(name for name in _IN_ORDER if name in read and _put(own, f"told_{name}", _GATHERED[name]))


def _derive(own: Writer, steps: Iterable[str], told: frozenset[str]) -> list[str]:
    """Derive the touched keys again, but for steps that have nothing of them: those that were made."""
    made = [step for step in steps if driver(step) in told]
    read = {name for step in made for name in sources(step)}
    for grain in GRAINS:
        if grain in read and grain not in made:
            _put(own, f"derived_{grain}", f"FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)")
    for step in made:
        _put(own, f"derived_{step}", selection_of_touched(step, told))
    return made


def _put(own: Writer, table: str, query: str) -> bool:
    """Make a temporary table; whether it has any rows."""
    return bool(own.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {query}").fetchall()[0][0])
