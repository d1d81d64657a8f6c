"""Which keys new rows touch: their own, and those of what is derived from them."""

from collections.abc import Collection

from services.analytics.domain.grain import Grain
from services.analytics.persistence.columns.writer import Writer
from services.analytics.persistence.told import TOLD

_RELY = """
    INSERT INTO temp.touched SELECT key FROM told.holder_version
    WHERE identifier IN (SELECT identifier FROM told.supplier_version WHERE batch > $after)
"""
"""What is said of holders relies on what the registry says."""
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
_HEARD = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (FROM told.{table.name} WHERE batch > $after)" for table in TOLD
)


def heard(own: Writer, after: int) -> list[str]:
    """The told tables to which rows came after a batch."""
    return [name for (name,) in own.execute(_HEARD, {"after": after}).fetchall()]


def touch(own: Writer, after: int, tables: Collection[str], steps: Collection[str]) -> None:
    """Put in `temp.touched` the keys of the new rows of tables, and of all that is derived from them in these steps."""
    new = " UNION ".join(f"SELECT key FROM told.{name} WHERE batch > $after" for name in tables)
    own.execute(f"CREATE OR REPLACE TEMP TABLE touched AS {new}", {"after": after})
    if "supplier_version" in tables:
        own.execute(_RELY, {"after": after})
    if Grain.TENDER in steps:
        for _ in range(_LINKS):
            own.execute(_LINKED)
