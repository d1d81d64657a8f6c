"""Past views: the same derivations over the told rows that a look back is bounded to."""

from datetime import date, timedelta

from chassis.persistence import TIMEZONE
from services.analytics.domain.past import Past
from services.analytics.persistence.columns import present
from services.analytics.persistence.columns.deriving import derive
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.refreshing import refresh
from services.analytics.persistence.columns.touching import heard
from services.analytics.persistence.columns.view import View, standing_of
from services.analytics.persistence.told import TOLD

_BY_VERSION = frozenset({"contract_version", "holder_version", "supplier_version", "act_version"})
"""Of contracts the version that held is chosen by rules of its own; of suppliers by the day of each contract.

What corrects an act takes its place whatever day it bears: only then is it looked at whether that day had come.
"""


class LookBack(View):
    """What was true on a day, or known at the end of one, over what the present view was told."""

    def __init__(self, engine: Connection, name: str, past: Past) -> None:
        super().__init__(engine, name)
        for table in TOLD:
            self._own.execute(f"CREATE VIEW told.{table.name} AS {_bounded(table.name, past)}")
        self._own.execute("SET VARIABLE as_of = $day", {"day": past.as_of})
        with self.change() as own:
            now = standing_of(own, present.NAME)
            derive(own, self._bounds)
            self.stand(now)
        self.compact()
        self.standing = now

    def follow(self) -> None:
        """Catch up with what the present view was told since."""
        with self.change() as own:
            now = standing_of(own, present.NAME)
            after = self.standing.number
            refresh(own, after, heard(own, after), self._bounds)
            self.stand(now)
        self.standing = now


def _bounded(table: str, past: Past) -> str:
    """The rows of a told table that a look back is made of."""
    conditions = []
    if past.as_known_on:
        midnight = f"timezone('{TIMEZONE}', {_day(past.as_known_on + timedelta(days=1))}::TIMESTAMP)"
        conditions.append(f"recorded_at < {midnight}")
    if past.as_of and table not in _BY_VERSION:
        conditions.append(f"(valid_on IS NULL OR valid_on <= {_day(past.as_of)})")
    return f"SELECT * FROM {present.NAME}.told.{table} WHERE {' AND '.join(conditions) or 'true'}"


def _day(day: date) -> str:
    return f"DATE '{day.isoformat()}'"
