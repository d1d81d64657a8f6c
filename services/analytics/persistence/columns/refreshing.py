"""What new rows change of a view: only touched keys are derived again, only touched histories marked again."""

from collections.abc import Collection

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.derivation import BETWEEN, GRAINS, STEPS, selection_of_touched, sources
from services.analytics.persistence.columns.engine import Connection
from services.analytics.persistence.columns.marking import OF_COMPANIES, SOME, mark_bounds, mark_histories, mark_values
from services.analytics.persistence.told import TOLD

_NEW = " UNION ".join(f"SELECT key FROM told.{table.name} WHERE batch > $after" for table in TOLD)
_RELY = """
    INSERT INTO temp.touched
    WITH registered AS (SELECT DISTINCT identifier FROM told.supplier_version WHERE batch > $after)
    SELECT key FROM told.holder_version WHERE identifier IN (SELECT identifier FROM registered)
    UNION SELECT key FROM told.bid_member WHERE identifier IN (SELECT identifier FROM registered)
"""
_LINKED = """
    INSERT INTO temp.touched
    SELECT tender_id FROM told.plan_version WHERE key IN (SELECT key FROM temp.touched) AND tender_id IS NOT NULL
    UNION SELECT plan_entry FROM told.tender_version
        WHERE key IN (SELECT key FROM temp.touched) AND plan_entry IS NOT NULL
    UNION SELECT key FROM told.tender_version WHERE plan_entry IN (SELECT key FROM temp.touched)
    UNION SELECT tender_id FROM told.sourcing_event
        WHERE key IN (SELECT key FROM temp.touched) AND tender_id IS NOT NULL
    UNION SELECT sourcing_request FROM told.tender_version
        WHERE key IN (SELECT key FROM temp.touched) AND sourcing_request IS NOT NULL
    UNION SELECT key FROM told.tender_version WHERE sourcing_request IN (SELECT key FROM temp.touched)
    UNION SELECT key FROM told.sourcing_event WHERE tender_id IN (SELECT key FROM temp.touched)
"""
_LINKS = 2
"""How far rows lie apart that are derived from each other: a plan entry, its tender, the request that prepared it."""
_VALUED = "SELECT key, contract_id, left(cpv, 2) AS division, initial, planned, confirmed FROM {} WHERE cpv IS NOT NULL"
_EMPTY = "FROM derived.{} LIMIT 0"
_OF_COMPANIES = """
    SELECT * FROM told.supplier_version WHERE identifier IN (
        SELECT identifier FROM temp.told_holder_version UNION SELECT identifier FROM temp.told_bid_member
    )
"""
_GATHERED = {
    table.name: f"SELECT * FROM told.{table.name} WHERE key IN (SELECT key FROM temp.touched)" for table in TOLD
} | {"supplier_version": _OF_COMPANIES}
_IN_ORDER = sorted(TOLD, key=lambda table: table.name == "supplier_version")
"""What the registry says comes last: it is of who is in the others."""


def refresh(own: Connection, after: int) -> None:
    """Bring the session's view from a batch to what is told now, within the caller's transaction."""
    touch(own, after)
    if not own.execute("SELECT EXISTS (FROM temp.touched)").fetchall()[0][0]:
        return
    _derive(own, _gather(own))
    _remember(own)
    for grain in GRAINS:
        own.execute(f"DELETE FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)")
        own.execute(f"INSERT INTO derived.{grain} FROM temp.derived_{grain}")
    _mark(own)


def _derive(own: Connection, told: Collection[str]) -> None:
    """Derive the touched keys, of which these told tables have rows; what makes nothing is not planned either."""
    filled = set(told)
    for step in STEPS:
        query = selection_of_touched(step) if step in BETWEEN or sources(step) & filled else _EMPTY.format(step)
        if _put(own, f"derived_{step}", query):
            filled.add(step)


def _put(own: Connection, table: str, query: str) -> bool:
    """Make a temporary table; whether it has any rows."""
    return bool(own.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {query}").fetchall()[0][0])


def touch(own: Connection, after: int) -> None:
    """Put in `temp.touched` the keys of new rows, and of all that is derived from them."""
    own.execute(f"CREATE OR REPLACE TEMP TABLE touched AS {_NEW}", {"after": after})
    own.execute(_RELY, {"after": after})
    for _ in range(_LINKS):
        own.execute(_LINKED)
    own.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT DISTINCT key FROM temp.touched")


def _gather(own: Connection) -> list[str]:
    """Put in temporary tables what was told of the touched keys, and all that the registry says of who is in it.

    The names of the told tables that have any of it.
    """
    return [table.name for table in _IN_ORDER if _put(own, f"told_{table.name}", _GATHERED[table.name])]


def _remember(own: Connection) -> None:
    """Note whose histories and which divisions are touched, by what stands and by what comes in its place."""
    for grain in OF_COMPANIES:
        own.execute(f"""
            CREATE OR REPLACE TEMP TABLE touched_{grain} AS
            SELECT company FROM derived.{grain} WHERE key IN (SELECT key FROM temp.touched)
            UNION SELECT company FROM temp.derived_{grain}
        """)
    before, after = _VALUED.format("derived.contract"), _VALUED.format("temp.derived_contract")
    before = f"{before} AND key IN (SELECT key FROM temp.touched)"
    own.execute(f"""
        CREATE OR REPLACE TEMP TABLE touched_division AS
        SELECT DISTINCT division FROM (({before} EXCEPT {after}) UNION ({after} EXCEPT {before}))
    """)


def _mark(own: Connection) -> None:
    for grain in OF_COMPANIES:
        own.execute(f"""
            CREATE OR REPLACE TEMP TABLE pool_{grain} AS
            SELECT * FROM derived.{grain} WHERE company IN (SELECT company FROM temp.touched_{grain})
        """)
        mark_histories(own, grain, SOME)
    _mark_contracts(own)
    _mark_values(own)


def _mark_contracts(own: Connection) -> None:
    """Contracts follow their holders: those of the touched keys, and those of which a holder's history changed."""
    own.execute("""
        CREATE OR REPLACE TEMP TABLE pool_holding AS SELECT * FROM derived.holding
        WHERE key IN (SELECT key FROM temp.touched UNION SELECT key FROM temp.marked_holding)
    """)
    mark_histories(own, Grain.CONTRACT, SOME)


def _mark_values(own: Connection) -> None:
    """Values follow the bounds of their division: those of all contracts of the divisions in which one changed."""
    divided = "SELECT * FROM derived.contract WHERE left(cpv, 2) IN (SELECT division FROM temp.touched_division)"
    own.execute("DELETE FROM derived.trust WHERE division IN (SELECT division FROM temp.touched_division)")
    own.execute(f"CREATE OR REPLACE TEMP VIEW pool_contract AS {divided}")
    mark_bounds(own, SOME)
    own.execute(f"""
        CREATE OR REPLACE TEMP VIEW pool_contract AS {divided}
        UNION ALL SELECT * FROM temp.derived_contract
        WHERE cpv IS NULL OR left(cpv, 2) NOT IN (SELECT division FROM temp.touched_division)
    """)
    mark_values(own, SOME)
