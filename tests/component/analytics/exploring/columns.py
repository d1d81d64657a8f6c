"""A columnar copy of its own for tests: the grains as the derivations make them, filled row by row."""

from collections.abc import AsyncIterator, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from services.analytics.persistence.columns.engine import Connection, open_engine, session
from services.analytics.persistence.columns.extracting import Extract
from services.analytics.persistence.columns.parquet import copying
from services.analytics.persistence.columns.present import NAME, Present
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.exploring.columnar import Row, Values

BUYER = "23350001600040"
USUAL = {
    "natural_person": False, "subsequent": False, "technique": "simple", "buyer": BUYER, "principal": BUYER,
    "holders": 1, "known_place": False, "competed": True, "lacking": [], "grade": "A", "filled": 10,
}  # fmt: skip
_OF_HOLDING = frozenset(
    {"initial", "day", "buyer", "principal", "company", "size", "place", "natural_person", "subsequent"}
)


@cache
def _engine() -> Connection:
    """One for all tests: to make the tables of every grain takes longer than a test."""
    engine = open_engine()
    Present(engine).load(Extract(0, Standing(), {}))
    return engine


class Columns:
    """DuckDB in memory, asked as the engine's copy is."""

    def __init__(self) -> None:
        self.connection = session(_engine(), NAME)
        for table in ("contract", "holding", "bidder", "told.act_version"):
            self.connection.execute(f"DELETE FROM {table}")

    def add(self, reference: str, **known: Any) -> UUID:
        """A contract with one holder, the rest as it usually is."""
        identity = uuid5(NAMESPACE_URL, reference)
        row = {**USUAL, "contract_id": identity, "reference": reference, "title": f"Contrat {reference}", **known}
        said = f"{row['title']} {reference} {'' if row['natural_person'] else row.get('holder', '')}"
        division = (row.get("cpv") or "")[:2] or None
        usual = {
            "key": identity,
            "version": 1,
            "procedure_id": identity,
            "folded": self._folded(said),
            "division": division,
        }
        self.insert("contract", {**usual, **row})
        holding = {name: value for name, value in row.items() if name in _OF_HOLDING}
        self.hold(identity, **{"name": row.get("holder", "Ti Embregerezh"), **holding})
        return identity

    def hold(self, contract_id: UUID, **known: Any) -> None:
        """A holder of a contract."""
        usual = {"ordinal": 0, "role": "sole", "is_lead": True, "portion": 1, "buyer": BUYER, "subsequent": False}
        self.insert("holding", {"contract_id": contract_id, **usual, **known})

    def insert(self, table: str, row: Mapping[str, Any]) -> None:
        """One row of a table."""
        places, names = ", ".join("?" * len(row)), ", ".join(f'"{name}"' for name in row)
        self.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(row.values()))

    def _folded(self, text: str) -> str:
        found = self.connection.execute("SELECT replace(lower(strip_accents(?)), 'œ', 'oe')", [text]).fetchone()
        assert found
        return str(found[0])

    async def rows(self, sql: str, values: Values) -> list[Row]:
        return self.connection.execute(sql, dict(values)).fetchall()

    async def batches(self, sql: str, values: Values) -> AsyncIterator[Sequence[Row]]:
        found = self.connection.execute(sql, dict(values))
        while batch := found.fetchmany(2):
            yield batch

    async def copy(self, sql: str, values: Values, path: str, said: Mapping[str, str]) -> None:
        self.connection.execute(*copying(sql, values, path, said))
