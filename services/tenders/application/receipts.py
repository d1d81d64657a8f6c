"""Receipts: what each bid's depositor is told, signed at once and stamped by a third party soon after."""

from uuid import UUID

import structlog

from chassis.persistence import Database
from chassis.stamping import NoStamp, StampingAuthority
from contracts.sealing import Party, Receipt
from contracts.sealing import SealedPiece as Piece
from services.tenders.domain.bid import Bid, name_of
from services.tenders.domain.tender import Tender

_UNSTAMPED = "SELECT id, receipt FROM bid WHERE stamp IS NULL ORDER BY received_at LIMIT 100"
_STAMPED = "UPDATE bid SET stamp = $2 WHERE id = $1 AND stamp IS NULL"
_log = structlog.get_logger()


def receipt_of(bid: Bid, tender: Tender, name: str) -> Receipt:
    """What the platform says that it received (accusé de réception): arrêté of 22 March 2019, annex 8."""
    return Receipt(
        receipt_id=str(bid.id),
        depositor=Party(name_of(bid.bidder), name),
        buyer=Party(f"SIRET:{tender.terms.buyer}", tender.terms.buyer),
        tender_id=str(tender.id),
        title=tender.terms.title,
        phase=bid.phase,
        lots=bid.lots,
        received_at=bid.received_at,
        late=bid.is_late,
        pieces=tuple(Piece(one.name, one.kind, one.lots, one.size, one.sha256) for one in bid.pieces),
    )


async def stamp_receipts(database: Database, authority: StampingAuthority) -> int:
    """Have receipts stamped that are not yet; how many it did. An authority that is down is asked again later."""
    rows = await database.reads.fetch(_UNSTAMPED)
    for done, row in enumerate(rows):
        if not await _stamp(database, authority, row["id"], row["receipt"]):
            return done
    return len(rows)


async def _stamp(database: Database, authority: StampingAuthority, bid_id: UUID, receipt: str) -> bool:
    try:
        stamp = await authority.stamp(receipt.encode("ascii"))
    except NoStamp as failure:
        _log.warning("no time stamp, asked again later", authority=authority.url, reason=str(failure))
        return False
    await database.reads.execute(_STAMPED, bid_id, stamp)
    return True
