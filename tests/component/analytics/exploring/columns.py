"""A columnar copy of its own for tests: contracts as the engine would derive them."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import duckdb

from services.analytics.persistence.exploring.columnar import Row, Values
from services.analytics.persistence.exploring.parquet import copying

CONTRACT = {
    "key": "UUID", "contract_id": "UUID", "version": "BIGINT", "procedure_id": "UUID", "lot": "INTEGER",
    "reference": "VARCHAR", "title": "VARCHAR", "folded": "VARCHAR", "day": "DATE", "buyer": "VARCHAR",
    "principal": "VARCHAR", "department": "VARCHAR", "area": "VARCHAR", "cpv": "VARCHAR", "nature": "VARCHAR",
    "technique": "VARCHAR", "procedure": "VARCHAR", "place": "VARCHAR", "commune": "VARCHAR", "size": "VARCHAR",
    "territory": "VARCHAR", "subsequent": "BOOLEAN", "planned": "DECIMAL(18,2)", "initial": "DECIMAL(18,2)",
    "current": "DECIMAL(18,2)", "paid": "DECIMAL(18,2)", "maximum": "DECIMAL(18,2)", "holders": "INTEGER",
    "company": "VARCHAR", "identifier": "VARCHAR", "holder": "VARCHAR", "natural_person": "BOOLEAN",
    "regional": "BOOLEAN", "previous_any": "DATE", "bids": "INTEGER", "competed": "BOOLEAN", "months": "INTEGER",
    "framework": "UUID", "price_form": "VARCHAR", "price_revision": "BOOLEAN", "advance": "DECIMAL(9,6)",
    "social": "BOOLEAN", "environmental": "BOOLEAN", "equality": "BOOLEAN", "innovation": "BOOLEAN",
    "reserved": "VARCHAR", "modifications": "INTEGER", "electronic": "BOOLEAN", "signed_on": "DATE",
    "published_day": "DATE", "ends_on": "DATE", "ended_on": "DATE", "grade": "VARCHAR", "filled": "INTEGER",
    "lacking": "VARCHAR[]", "recorded_at": "TIMESTAMPTZ",
}  # fmt: skip
USUAL = {"natural_person": False, "subsequent": False, "technique": "simple", "buyer": "23350001600040", "holders": 1}


class Columns:
    """DuckDB in memory, asked as the engine's copy is."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(config={"threads": 2})
        self.connection.execute(f"CREATE TABLE contract ({', '.join(f'{n} {t}' for n, t in CONTRACT.items())})")
        self.connection.execute("CREATE TABLE holding (contract_id UUID, company VARCHAR)")

    def add(self, reference: str, **known: Any) -> UUID:
        identity = uuid5(NAMESPACE_URL, reference)
        title = known.get("title", f"Contrat {reference}")
        row = {**USUAL, "contract_id": identity, "reference": reference, "title": title, **known}
        said = f"{row['title']} {reference} {'' if row['natural_person'] else row.get('holder', '')}"
        self._insert("contract", {**row, "folded": self._folded(said)})
        self._insert("holding", {"contract_id": identity, "company": row.get("company")})
        return identity

    def _folded(self, text: str) -> str:
        found = self.connection.execute("SELECT strip_accents(lower(?))", [text]).fetchone()
        assert found
        return str(found[0])

    def _insert(self, table: str, row: Mapping[str, Any]) -> None:
        places = ", ".join("?" * len(row))
        self.connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))

    async def rows(self, sql: str, values: Values) -> list[Row]:
        return self.connection.execute(sql, dict(values)).fetchall()

    async def batches(self, sql: str, values: Values) -> AsyncIterator[Sequence[Row]]:
        found = self.connection.execute(sql, dict(values))
        while batch := found.fetchmany(2):
            yield batch

    async def copy(self, sql: str, values: Values, path: str, said: Mapping[str, str]) -> None:
        self.connection.execute(*copying(sql, values, path, said))
