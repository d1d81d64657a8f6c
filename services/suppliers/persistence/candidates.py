"""Suppliers as matching and its index see them, read from the registry and from the record."""

import asyncio
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import asyncpg
import orjson

from contracts.vocabulary import Place, SizeClass
from services.suppliers.domain.matching.awards import Award, Awards
from services.suppliers.domain.matching.candidate import Candidate, Offer
from services.suppliers.domain.matching.code_model import CodeModel
from services.suppliers.domain.matching.supplier_index import SupplierDocument
from services.suppliers.persistence import cards
from services.suppliers.persistence.analysis import words

AWARDS = 200
"""Contracts of a company that are looked at: the latest."""
PAGE = 5_000
_ROWS = f"""
    SELECT s.id::text, s.state::text, s.status, s.verified_at::date AS verified_on, s.siren, s.department, s.sort_key,
        (SELECT json_agg(json_build_array(a.buyer, a.notified_on, a.cpv, a.department, a.amount::text, a.title))::text
         FROM (SELECT * FROM award w
               WHERE w.company = coalesce(s.siren, (s.state #>> '{{identifier,scheme}}') || ':' ||
                                                   (s.state #>> '{{identifier,id}}'))
               ORDER BY w.notified_on DESC, w.contract_id LIMIT {AWARDS}) a) AS awards,
        (SELECT array_agg(DISTINCT c.code) FROM certificate c WHERE c.supplier_id = s.id AND c.status = 'valid')
            AS labels
    FROM supplier s
"""
_BY_ID = f"{_ROWS} WHERE s.id = ANY($1::uuid[])"
_TOUCHED = f"{_ROWS} WHERE s.touched >= $1::text::xid8 AND s.touched < $2::text::xid8"
LEARNED = 300_000
"""Contracts whose objects teach the model: enough for every code that is in use."""
_OBJECTS = f"SELECT cpv, title FROM award WHERE cpv IS NOT NULL ORDER BY contract_id DESC LIMIT {LEARNED}"


@dataclass(frozen=True)
class Known:
    """All that is known of a supplier, for matching and for its index; `past` are the titles of its contracts."""

    candidate: Candidate
    document: SupplierDocument
    is_shown: bool


class Candidates:
    """Suppliers, read page by page."""

    def __init__(self, reads: asyncpg.Pool, model: CodeModel) -> None:
        self._reads, self._model = reads, model

    async def named(self, ids: Collection[str]) -> dict[str, Candidate]:
        """Those of these suppliers that may be shown, whether an index has found them or not."""
        rows = await self._reads.fetch(_BY_ID, list(ids))
        known = await asyncio.to_thread(lambda: [self._known(row) for row in rows])
        return {one.candidate.id: one.candidate for one in known if one.is_shown}

    async def touched(self, since: str, before: str) -> AsyncIterator[Sequence[Known]]:
        """Pages of the suppliers that transactions from one up to another changed; a thread makes sense of them."""
        async for rows in self._pages(_TOUCHED, since, before):
            yield await asyncio.to_thread(lambda rows: [self._known(row) for row in rows], rows)

    async def learn(self) -> None:
        """Teach the model the objects of contracts that were held."""
        async for rows in self._pages(_OBJECTS):
            await asyncio.to_thread(self._learned, rows)

    def _learned(self, rows: Sequence[asyncpg.Record]) -> None:
        for row in rows:
            self._model.learn(row["cpv"], words(row["title"]))

    async def _pages(self, query: str, *values: str) -> AsyncIterator[Sequence[asyncpg.Record]]:
        """The rows of a query, `PAGE` at a time; the next page is read while one is worked on."""
        async with self._reads.acquire() as connection, connection.transaction():
            cursor = await connection.cursor(query, *values)
            rows = await cursor.fetch(PAGE)
            while rows:
                following = asyncio.create_task(cursor.fetch(PAGE))
                try:
                    yield rows
                    rows = await following
                finally:
                    following.cancel()

    def _known(self, row: asyncpg.Record) -> Known:
        state: dict[str, Any] = orjson.loads(row["state"])
        held = orjson.loads(row["awards"]) if row["awards"] else []
        candidate = Candidate(
            id=row["id"],
            name=state["name"],
            place=_place(state["place"], row["department"]) if state["place"] else None,
            size=SizeClass(state["size"]) if state["size"] else None,
            offers=self._offers(state, is_proven=bool(held)),
            awards=Awards.of(_award(one) for one in reversed(held)),
            capacity=_capacity(state),
            seen_on=row["verified_on"],
        )
        return Known(candidate, _document(candidate, state, held, row), row["status"] == "active")

    def _offers(self, state: dict[str, Any], *, is_proven: bool) -> tuple[Offer, ...]:
        """What it says that it does; where it is silent and never won, what its name tells."""
        told = {code: Offer(code) for code in state["activities"]}
        for offer in state.get("offers", ()):
            told[offer["cpv"]] = Offer(offer["cpv"], frozenset(offer["coverage"]["departments"]))
        if not told and not is_proven:
            inferred = self._model.codes(words(state["name"]), 2)
            return tuple(Offer(code, inferred=True) for code in inferred)
        return tuple(told.values())


def _place(told: dict[str, Any], department: str | None) -> Place:
    return cards.as_place(told["commune"], department, told["country"])


def _award(row: list[Any]) -> Award:
    buyer, day, code, department, amount, _ = row
    return Award(buyer, date.fromisoformat(day), code, department, float(amount) if amount else None)


def _capacity(state: dict[str, Any]) -> Decimal | None:
    told = [Decimal(offer["capacity"]["amount"]) for offer in state.get("offers", ()) if offer.get("capacity")]
    return max(told, default=None)


def _document(
    candidate: Candidate, state: dict[str, Any], held: Sequence[list[Any]], row: asyncpg.Record
) -> SupplierDocument:
    offers = state.get("offers", ())
    served = (department for offer in candidate.offers for department in offer.departments)
    awards = candidate.awards
    point = state.get("coordinates")
    return SupplierDocument(
        id=candidate.id,
        name=" ".join([state["name"], *state.get("brands", ())]),
        offer="\n".join(offer["text"] for offer in offers if offer.get("text")),
        past="\n".join(one[5] for one in held),
        siren=row["siren"],
        number=state["identifier"]["id"],
        departments=_each([row["department"], *served, *awards.departments]),
        codes=_each([*(offer.code for offer in candidate.offers), *awards.by_code]),
        buyers=_each(one.buyer for one in awards.rows.all()),
        home=row["department"],
        size=state["size"],
        labels=tuple(sorted(row["labels"] or ())),
        point=(point["latitude"], point["longitude"]) if point else None,
        order=row["sort_key"],
        card=cards.written(candidate),
    )


def _each(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
