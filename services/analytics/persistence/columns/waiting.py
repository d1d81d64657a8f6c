"""How long facts waited until figures told of them: rows that a copy adds as it follows, for no told row says so."""

from datetime import datetime, timedelta

from chassis.persistence import TIMEZONE
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.told import TOLD

KEPT = timedelta(hours=24)
"""How long a wait is remembered."""
_HEARD = " UNION ALL ".join(f"SELECT batch, recorded_at FROM told.{table.name} WHERE batch > $after" for table in TOLD)
_WAITED = f"""
    INSERT INTO derived.fact BY NAME
    SELECT batch, timezone('{TIMEZONE}', $now::TIMESTAMPTZ)::DATE AS day, false AS subsequent,
        min(recorded_at) AS recorded_at, $now::TIMESTAMPTZ AS settled_at,
        epoch($now::TIMESTAMPTZ) - epoch(min(recorded_at)) AS seconds
    FROM ({_HEARD}) GROUP BY batch
"""
_FORGET = "DELETE FROM derived.fact WHERE settled_at < $now::TIMESTAMPTZ - $kept::INTERVAL"


def note_waits(own: Connection, after: int, now: datetime) -> None:
    """Note how long the oldest fact of each batch after one waited, and forget what was noted long ago."""
    own.execute(_WAITED, {"after": after, "now": now})
    own.execute(_FORGET, {"now": now, "kept": KEPT})
