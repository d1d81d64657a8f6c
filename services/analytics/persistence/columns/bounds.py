"""What is usual in each CPV division, kept at hand: a contract more changes it without a look at all the others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from services.analytics.domain.spread import Spread
from services.analytics.domain.usual import Range, Usual, between
from services.analytics.persistence.columns.marking import ALL, BEFORE, FRESH, found
from services.analytics.persistence.columns.writer import Writer

_TABLE = """
    CREATE TABLE derived.trust (
        division VARCHAR, known BIGINT, median DOUBLE, deviation DOUBLE, least DOUBLE, most DOUBLE
    )
"""
_EVERY = f"SELECT division, list(size ORDER BY size) FROM ({found('trust', ALL)}) GROUP BY division"
_BEFORE = """
    CREATE OR REPLACE TEMP TABLE before_contract AS SELECT division, initial, planned, confirmed FROM derived.contract
    WHERE key IN (SELECT key FROM temp.touched)
"""
_CHANGED = f"""
    SELECT false, division, size FROM ({found("trust", BEFORE)})
    UNION ALL SELECT true, division, size FROM ({found("trust", FRESH)})
"""
_FORGET = "DELETE FROM derived.trust WHERE division IN (SELECT unnest($divisions))"
_COLUMNS = ("known", "median", "deviation", "least", "most")
_KEEP = f"""
    INSERT INTO derived.trust SELECT unnest($division), {", ".join(f"unnest(${name}::DOUBLE[])" for name in _COLUMNS)}
"""


class Bounds:
    """The bounds of each division of a view, which `derived.trust` shows."""

    def __init__(self) -> None:
        self._sizes: dict[str, Spread] = defaultdict(Spread)
        self._usual: dict[str, Usual | None] = {}

    def make(self, own: Writer) -> None:
        """Tell the bounds from all contracts of the session's view."""
        own.execute(_TABLE)
        self._sizes.update((division, Spread(sizes)) for division, sizes in own.execute(_EVERY).fetchall())
        self._usual.update((division, Usual.of(sizes)) for division, sizes in self._sizes.items())
        self._keep(own, self._usual)

    def follow(self, own: Writer) -> Mapping[str, list[Range]]:
        """Take in the touched contracts; the values of each division that its bounds left behind, or came to hold."""
        own.execute(_BEFORE)
        changed = own.execute(_CHANGED).fetchall()
        before = {division: self._usual.get(division) for _, division, _ in changed}
        self._take(changed)
        self._usual.update((division, Usual.of(self._sizes[division])) for division in before)
        own.execute(_FORGET, {"divisions": list(before)})
        self._keep(own, before)
        moved = {division: between(usual, self._usual[division]) for division, usual in before.items()}
        return {division: ranges for division, ranges in moved.items() if ranges}

    def _take(self, changed: Iterable[tuple[bool, str, float]]) -> None:
        for comes, division, size in changed:
            sizes = self._sizes[division]
            sizes.add(size) if comes else sizes.remove(size)

    def _keep(self, own: Writer, divisions: Collection[str]) -> None:
        told = [(division, usual) for division in divisions if (usual := self._usual[division])]
        columns = {name: [getattr(usual, name) for _, usual in told] for name in _COLUMNS}
        own.execute(_KEEP, {"division": [division for division, _ in told], **columns})
