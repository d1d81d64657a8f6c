"""Reads: SQL that makes the documents of the API, ready to be sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg

from chassis.paging import Page
from contracts.vocabulary import Identifier
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.supplier import SupplierNotFound

_DOCUMENT = "(state || jsonb_build_object('id', id, 'version', version))::text"
_ONE = f"SELECT {_DOCUMENT} AS document, version FROM supplier WHERE id = $1"
_LISTED = f"SELECT sort_key, {_DOCUMENT} FROM supplier"
TRIGRAM = 3
"""Letters from which the index finds any part of a name; with fewer it finds beginnings of words."""

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """Which suppliers are asked for: None asks for all; `name` is a folded part of a name."""

    name: str | None = None
    department: str | None = None
    size: str | None = None
    identifiers: Sequence[Identifier] | None = None

    def conditions(self) -> dict[str, Any]:
        """Values by the SQL that each has to meet."""
        conditions = {
            "searched_name LIKE": self._pattern(),
            "department =": self.department,
            "size =": self.size,
            "id = ANY": [supplier_id(one) for one in self.identifiers] if self.identifiers is not None else None,
        }
        return {condition: value for condition, value in conditions.items() if value is not None}

    def _pattern(self) -> str | None:
        if self.name is None:
            return None
        return f"%{self.name}%" if len(self.name) >= TRIGRAM else f"% {self.name}%"


class Queries:
    """What can be read of suppliers; all of it is public."""

    def __init__(self, reads: asyncpg.Pool) -> None:
        self._reads = reads

    async def supplier(self, identifier: Identifier) -> asyncpg.Record:
        """A supplier: `document` and `version`."""
        row = await self._reads.fetchrow(_ONE, supplier_id(identifier))
        if row is None:
            raise SupplierNotFound
        return row

    async def suppliers(self, page: Page, wanted: Wanted) -> Rows:
        """A page of suppliers in the order of their names."""
        query, values = listing(page, wanted)
        return [(row[0], row[1]) for row in await self._reads.fetch(query, *values)]


def listing(page: Page, wanted: Wanted) -> tuple[str, list[Any]]:
    """The query of a page, and its values."""
    conditions = wanted.conditions()
    if page.edge is not None:
        conditions[f"sort_key {page.comparison}"] = page.edge
    where = " AND ".join(f"{condition} (${place})" for place, condition in enumerate(conditions, start=1)) or "true"
    query = f"{_LISTED} WHERE {where} ORDER BY sort_key {page.order} LIMIT {page.limit + 1}"
    return query, list(conditions.values())
