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

_HELD, _REGISTRY = "holder_version", "supplier_version"
_REGISTERED = f"SELECT * FROM told.{_REGISTRY} WHERE identifier IN (SELECT identifier FROM temp.told_{_HELD})"
_GATHERED = {
    table.name: f"SELECT * FROM told.{table.name} WHERE key IN (SELECT key FROM temp.touched)" for table in TOLD
} | {_REGISTRY: _REGISTERED}
_IN_ORDER = sorted(_GATHERED, key=lambda name: name == _REGISTRY)
"""What the registry says comes last: it is of the holders."""


def refresh(own: Writer, after: int, tables: Collection[str], bounds: Bounds) -> None:
    """Bring the session's view from a batch to what is told now in these tables, in the caller's transaction."""
    steps = changed(frozenset(tables))
    if not steps:
        return
    touch(own, after, tables, steps)
    made = _derive(own, steps, _gather(own, steps, tables))
    grains = [step for step in made if step not in BETWEEN]
    remember(own, grains)
    moved = bounds.follow(own) if "contract" in grains else {}
    for grain in grains:
        own.execute(f"DELETE FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)")
        own.execute(f"INSERT INTO derived.{grain} FROM temp.derived_{grain}")
    mark_again(own, grains, moved)


def _gather(own: Writer, steps: Iterable[str], heard: Collection[str]) -> frozenset[str]:
    """Put in temporary tables what steps read of what was told of the touched keys: the tables that have any of it."""
    read = [name for name in _IN_ORDER if any(name in sources(step) for step in steps)]
    found = {*heard, *_with_rows(own, [name for name in read if name not in {*heard, _REGISTRY}])}
    wanted = found | {_REGISTRY} if _HELD in found else found - {_REGISTRY}
    return frozenset(name for name in read if name in wanted and _put(own, f"told_{name}", _GATHERED[name]))


def _with_rows(own: Writer, tables: Collection[str]) -> set[str]:
    """The told tables that have rows of touched keys: of most there are none, which one statement tells of all."""
    if not tables:
        return set()
    every = " UNION ALL ".join(f"SELECT '{name}' FROM ({_GATHERED[name]})" for name in tables)
    return {name for (name,) in own.execute(every).fetchall()}


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
