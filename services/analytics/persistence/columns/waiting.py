"""How long facts waited until figures told of them: rows that a copy adds as it follows, for no told row says so."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from chassis.persistence import TIMEZONE
from services.analytics.persistence.columns.writer import Writer

KEPT = timedelta(hours=24)
"""How long a wait is remembered."""
_WAITED = f"""
    INSERT INTO derived.fact BY NAME
    SELECT batch, timezone('{TIMEZONE}', $now::TIMESTAMPTZ)::DATE AS day, false AS subsequent,
        min(recorded_at) AS recorded_at, $now::TIMESTAMPTZ AS settled_at,
        epoch($now::TIMESTAMPTZ) - epoch(min(recorded_at)) AS seconds
    FROM ({{heard}}) GROUP BY batch
"""
_FORGET = "DELETE FROM derived.fact WHERE settled_at < $now::TIMESTAMPTZ - $kept::INTERVAL"


def note_waits(own: Writer, after: int, tables: Iterable[str], now: datetime) -> None:
    """Note how long the oldest fact of each batch after one waited, and forget what was noted long ago."""
    heard = " UNION ALL ".join(f"SELECT batch, recorded_at FROM told.{name} WHERE batch > $after" for name in tables)
    if heard:
        own.execute(_WAITED.format(heard=heard), {"after": after, "now": now})
    own.execute(_FORGET, {"now": now, "kept": KEPT})
