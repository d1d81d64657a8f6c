"""DuckDB as the copy uses it: in memory, compressed, one connection for each reader."""

import os
from tempfile import gettempdir

import duckdb

from chassis.persistence import TIMEZONE
from contracts.reference.centres import centres
from contracts.reference.territory import region, union

Connection = duckdb.DuckDBPyConnection
ROWS_A_GROUP = 122_880
"""Rows that DuckDB keeps as one, and scans in one thread."""
_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "temp_directory": gettempdir(),
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def open_engine() -> Connection:
    """A new engine that holds nothing, fetches nothing from elsewhere, and spills only into the system's own folder."""
    return duckdb.connect(":memory:", config=_CONFIGURATION)


def divide_work(engine: Connection, rows: int) -> None:
    """Let queries over so many rows work in as many threads as they can be divided among, and no more.

    A thread that has nothing to do is still woken and waited for, at each step of each statement: among others on a
    busy machine a refresh then takes twice as long.
    """
    most = len(os.sched_getaffinity(0))
    engine.execute(f"SET threads = {max(1, min(most, rows // ROWS_A_GROUP))}")


def attach(engine: Connection, name: str) -> None:
    """Add an empty database, in which one view is kept: its told rows, and what is derived from them."""
    engine.execute(f"ATTACH ':memory:' AS {name} (COMPRESS)")
    engine.execute(f"CREATE SCHEMA {name}.told")
    engine.execute(f"CREATE SCHEMA {name}.derived")


def session(engine: Connection, name: str) -> Connection:
    """A connection of one's own to a view: `told.x` and `derived.x`, or `x` alone, are those of the view."""
    own = engine.cursor()
    own.execute(f"SET TimeZone = '{TIMEZONE}'")
    own.execute(f"SET search_path = '{name}.derived,{name}.told,{name}.main'")
    return own


_TERRITORY = """
    CREATE TEMP MACRO territory(department, country) AS CASE
        WHEN country IS NULL THEN NULL
        WHEN list_contains(getvariable('region')::VARCHAR[], department) THEN 'region'
        WHEN country = 'FR' THEN 'france'
        WHEN list_contains(getvariable('union')::VARCHAR[], country) THEN 'union'
        ELSE 'elsewhere'
    END
"""
_MONTHS_SINCE = """
    CREATE TEMP MACRO months_since(before, day) AS (
        date_diff('month', before, day) - (before >= day - to_months(date_diff('month', before, day)::INTEGER))::INTEGER
    )::SMALLINT
"""
"""The most months by which one may go back from a day and still be after an earlier one."""
_APART = """
    CREATE TEMP TABLE apart AS
    WITH centre AS (
        SELECT unnest(
            $centres::STRUCT(code VARCHAR, nuts VARCHAR, latitude DOUBLE, longitude DOUBLE)[], recursive := true
        )
    )
    SELECT
        here.nuts, there.code AS department,
        round(2 * 6371 * asin(sqrt(
            sin(radians(there.latitude - here.latitude) / 2) ** 2
            + cos(radians(here.latitude)) * cos(radians(there.latitude))
            * sin(radians(there.longitude - here.longitude) / 2) ** 2
        )), 1) AS distance_km
    FROM centre AS here CROSS JOIN centre AS there
"""
"""From the centre of one département to that of another, along a great circle of the Earth (mean radius 6,371 km)."""


def instruct(own: Connection) -> None:
    """Tell a session what derivations read beside rows: the region, the European Union, how far départements lie."""
    own.execute("SET VARIABLE region = $codes", {"codes": sorted(region().department_codes)})
    own.execute('SET VARIABLE "union" = $codes', {"codes": sorted(union())})
    own.execute(_TERRITORY)
    own.execute(_MONTHS_SINCE)
    own.execute(_APART, {"centres": [each.model_dump(exclude={"name"}) for each in centres().values()]})
