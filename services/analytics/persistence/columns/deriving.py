"""A view derived from told rows: all of it at first, then what new rows touch."""

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.bounds import Bounds
from services.analytics.persistence.columns.derivation import BETWEEN, GRAINS, STEPS, selection
from services.analytics.persistence.columns.marking import ALL, OF_COMPANIES, mark_histories, mark_values
from services.analytics.persistence.columns.writer import Writer


def derive(own: Writer, bounds: Bounds) -> None:
    """Make every grain of the session's view, which has none yet.

    Rows lie in the order of their days, so that a period is read without looking at the rest.
    """
    for step in STEPS:
        order = "" if step in BETWEEN else "ORDER BY day"
        own.execute(f"CREATE TABLE derived.{step} AS SELECT * FROM ({selection(step)}) {order}")
    for step in BETWEEN:
        own.execute(f"DROP TABLE derived.{step}")
    _index(own)
    for grain in (*OF_COMPANIES, Grain.CONTRACT):
        mark_histories(own, grain, ALL)
    bounds.make(own)
    mark_values(own, ALL)


def _index(own: Writer) -> None:
    """Let rows be found by key and company: an index finds twenty among a million in a millisecond."""
    for grain in GRAINS:
        own.execute(f"CREATE INDEX derived_{grain}_key ON derived.{grain} (key)")
    for grain in OF_COMPANIES:
        own.execute(f"CREATE INDEX derived_{grain}_company ON derived.{grain} (company)")
