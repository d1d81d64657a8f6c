"""What bids competed in, as red flags look at it: read from what was told, prices included, which go no further."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson

from services.analytics.domain.redflags.award import Award
from services.analytics.domain.redflags.bid import DISQUALIFIED, VALID, Bid
from services.analytics.domain.redflags.process import Lot, Process

_FINAL = "phase NOT IN ('requests', 'dialogue')"
_TENDERS = f"""
    published AS (
        SELECT DISTINCT ON (tender_id) * FROM tender_version WHERE kind = 'published' ORDER BY tender_id, version
    ), opening AS (
        SELECT tender_id, max("at") AS opened_at FROM tender_version WHERE kind = 'opened' AND {_FINAL} GROUP BY 1
    ), dated AS (
        SELECT published.*, opened_at,
            extract(year FROM timezone('Europe/Paris', coalesce(opened_at, "at")))::integer AS year
        FROM published LEFT JOIN opening USING (tender_id)
    )
"""
_YEARS = f"""
    WITH {_TENDERS}, row AS (
        SELECT tender_id FROM tender_version UNION ALL SELECT tender_id FROM lot_event
        UNION ALL SELECT tender_id FROM bid_ruling UNION ALL SELECT tender_id FROM opened_bid
        UNION ALL SELECT o.key FROM offer o
    )
    SELECT year, count(*) AS rows FROM row JOIN dated USING (tender_id) GROUP BY year ORDER BY year
"""
_LOTS = f"""
    WITH {_TENDERS}, chosen AS (
        SELECT * FROM dated WHERE year = $1
    ), step AS (
        SELECT tender_id, bool_or(kind = 'cancelled') AS cancelled,
            (array_agg(deadline ORDER BY version DESC) FILTER (WHERE deadline IS NOT NULL))[1] AS deadline
        FROM tender_version WHERE tender_id IN (SELECT tender_id FROM chosen) GROUP BY 1
    ), event AS (
        SELECT * FROM lot_event WHERE tender_id IN (SELECT tender_id FROM chosen)
    ), decided AS (
        SELECT DISTINCT ON (tender_id, lot) * FROM event WHERE kind IN ('closed', 'reopened')
        ORDER BY tender_id, lot, version DESC
    ), awarded AS (
        SELECT DISTINCT ON (tender_id, lot) * FROM event WHERE kind = 'awarded' ORDER BY tender_id, lot, version DESC
    ), noticed AS (
        SELECT DISTINCT ON (tender_id, lot) * FROM lot_notice WHERE tender_id IN (SELECT tender_id FROM chosen)
        ORDER BY tender_id, lot, version
    ), offered AS (
        SELECT b.*, l.value::integer AS lot, rank() OVER (PARTITION BY tender_id, l.value ORDER BY version DESC) AS turn
        FROM opened_bid b, jsonb_array_elements_text(lots) l
        WHERE readable AND {_FINAL} AND tender_id IN (SELECT tender_id FROM chosen)
    ), member AS (
        SELECT tender_id, version, bid_id, array_agg(company ORDER BY ordinal) AS companies FROM bid_member
        WHERE tender_id IN (SELECT tender_id FROM chosen) GROUP BY 1, 2, 3
    ), ruled AS (
        SELECT DISTINCT ON (bid_id, lot) * FROM bid_ruling WHERE kind IN ('rejected', 'reinstated')
        ORDER BY bid_id, lot, "at" DESC, version DESC, subject
    ), priced AS (
        SELECT DISTINCT ON (bid_id, lot) bid_id, lot, price FROM offer
        ORDER BY bid_id, lot, recorded_at DESC, version DESC, opening_id
    ), bid AS (
        SELECT o.tender_id, o.lot, jsonb_agg(jsonb_build_object(
            'id', o.bid_id, 'companies', m.companies, 'rejected', coalesce(r.kind = 'rejected', false),
            'received_at', o.received_at, 'price', p.price) ORDER BY o.bid_id) AS bids
        FROM offered o JOIN member m USING (tender_id, version, bid_id)
        LEFT JOIN ruled r USING (bid_id, lot) LEFT JOIN priced p USING (bid_id, lot)
        WHERE o.turn = 1 GROUP BY 1, 2
    )
    SELECT c.tender_id, c.buyer, c.department, c.procedure, c.competed, c."at" AS published_at, s.deadline, s.cancelled,
        n.lot, coalesce(n.cpv, c.cpv) AS cpv, d.kind, d.outcome, d.bids AS declared, a.bid_id AS winner, a.further,
        b.bids
    FROM chosen c JOIN step s USING (tender_id) JOIN noticed n USING (tender_id)
    LEFT JOIN decided d ON d.tender_id = c.tender_id AND d.lot = n.lot
    LEFT JOIN awarded a ON a.tender_id = c.tender_id AND a.lot = n.lot
    LEFT JOIN bid b ON b.tender_id = c.tender_id AND b.lot = n.lot
    ORDER BY c.tender_id, n.lot
"""
_OPEN_TO_ALL = frozenset({"open", "adapted"})


@dataclass(frozen=True)
class Competition:
    """A tender with the process that red flags look at, and whose it is."""

    process: Process
    buyer: str
    department: str | None


class Competitions:
    """Tenders by the year in which their bids were opened, else published (Europe/Paris)."""

    def __init__(self, connection: asyncpg.Connection | asyncpg.Pool) -> None:
        self._connection = connection

    async def years(self) -> dict[int, int]:
        """The years, and how many rows were told about the tenders of each: a number that only grows with news."""
        return {row["year"]: row["rows"] for row in await self._connection.fetch(_YEARS)}

    async def of_year(self, year: int) -> list[Competition]:
        """The tenders of a year."""
        by_tender: dict[Any, list[asyncpg.Record]] = {}
        for row in await self._connection.fetch(_LOTS, year):
            by_tender.setdefault(row["tender_id"], []).append(row)
        return [_competition(rows) for rows in by_tender.values()]


def _competition(rows: Sequence[asyncpg.Record]) -> Competition:
    first, lots = rows[0], [_lot(row) for row in rows]
    process = Process(
        id=str(first["tender_id"]),
        status="cancelled" if first["cancelled"] else "complete",
        buyer=first["buyer"],
        procuring_entity=first["buyer"],
        method=_method(first),
        method_details=first["procedure"],
        opened_at=first["published_at"],
        deadline=first["deadline"],
        tenderer_count=_count(lots),
        bids=_whole(lots),
        awards=[award for lot in lots for award in lot.awards],
        lots=lots,
    )
    return Competition(process, first["buyer"], first["department"])


def _method(row: asyncpg.Record) -> str:
    """The OCDS code of a procedure: open to all, to some, or without competition."""
    if not row["competed"]:
        return "limited"
    return "open" if row["procedure"] in _OPEN_TO_ALL else "selective"


def _lot(row: asyncpg.Record) -> Lot:
    bids = [_bid(one) for one in orjson.loads(row["bids"] or "[]")]
    declared = len(bids) if row["declared"] is None else row["declared"]
    return Lot(id=str(row["lot"]), bids=bids, awards=_awards(row, bids), tenderer_count=float(declared))


def _bid(said: dict[str, Any]) -> Bid:
    price = said["price"]
    return Bid(
        id=said["id"],
        tenderers=tuple(said["companies"]),
        status=DISQUALIFIED if said["rejected"] else VALID,
        amount=None if price is None else float(price),
        currency=None if price is None else "EUR",
        received_at=datetime.fromisoformat(said["received_at"]),
    )


def _awards(row: asyncpg.Record, bids: Iterable[Bid]) -> list[Award]:
    """What was decided of a lot, for each winner; one that is open again is pending."""
    if row["kind"] != "closed":
        return [Award("pending")]
    if row["outcome"] != "awarded":
        return [Award("unsuccessful")]
    won = {str(row["winner"]), *orjson.loads(row["further"] or "[]")}
    kinds = (row["cpv"],) if row["cpv"] else ()
    return [Award("active", bid.tenderers, kinds) for bid in bids if bid.id in won] or [Award("active", (), kinds)]


def _count(lots: Sequence[Lot]) -> float | None:
    """How many bid for the procedure: of several lots, as many as were opened."""
    return lots[0].tenderer_count if len(lots) == 1 else float(len(_whole(lots)))


def _whole(lots: Sequence[Lot]) -> list[Bid]:
    """The bids of the whole procedure, each once: valid where it is for any lot, priced where there is one lot only."""
    if len(lots) == 1:
        return list(lots[0].bids)
    found: dict[str, Bid] = {}
    for bid in (bid for lot in lots for bid in lot.bids):
        known = found.get(bid.id)
        status = VALID if VALID in (bid.status, known and known.status) else DISQUALIFIED
        found[bid.id] = Bid(bid.id, bid.tenderers, status, received_at=bid.received_at)
    return list(found.values())
