"""Told rows as far as a past view sees them."""

from datetime import date, timedelta

from chassis.persistence import TIMEZONE
from services.analytics.domain.past import Past

_BY_VERSION = frozenset({"contract_version", "holder_version", "supplier_version"})
"""Of contracts the version that held is chosen by rules of its own; of suppliers by the day of each contract."""


def bounded(table: str, past: Past) -> str:
    """The SELECT of the rows of a told table that a past view is made of."""
    conditions = []
    if past.as_known_on:
        conditions.append(
            f"recorded_at < timezone('{TIMEZONE}', {_day(past.as_known_on + timedelta(days=1))}::TIMESTAMP)"
        )
    if past.as_of and table not in _BY_VERSION:
        conditions.append(f"(valid_on IS NULL OR valid_on <= {_day(past.as_of)})")
    return f"SELECT * FROM present.told.{table} WHERE {' AND '.join(conditions) or 'true'}"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
