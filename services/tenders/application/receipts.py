"""Receipts: what each bid's depositor is told, signed at once and stamped by a third party soon after."""

from uuid import UUID

import structlog
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.persistence import Database
from chassis.stamping import NoStamp, StampingAuthority
from contracts.sealing import Party, Receipt, SigningKey
from contracts.sealing import SealedPiece as Piece
from services.tenders.domain.bid import Bid, name_of
from services.tenders.domain.tender import Tender

_UNSTAMPED = "SELECT id, receipt FROM bid WHERE stamp IS NULL ORDER BY received_at LIMIT 100"
_STAMPED = "UPDATE bid SET stamp = $2 WHERE id = $1 AND stamp IS NULL"
_SEED_BYTES = 32
_log = structlog.get_logger()


def signing_key(secret: str) -> SigningKey:
    """The key that signs receipts: the PEM of an Ed25519 key, or the one that follows from a secret."""
    if secret.startswith("-----"):
        return SigningKey.from_pem(secret.encode())
    return SigningKey(HKDF(SHA256(), _SEED_BYTES, salt=None, info=b"prenan receipt key").derive(secret.encode()))


def receipt_of(bid: Bid, tender: Tender, name: str) -> Receipt:
    """What the platform says that it received (accusé de réception): arrêté of 22 March 2019, annex 8."""
    return Receipt(
        receipt_id=str(bid.id),
        depositor=Party(name_of(bid.bidder), name),
        buyer=Party(f"SIRET:{tender.terms.buyer}", tender.terms.buyer),
        tender_id=str(tender.id),
        title=tender.terms.title,
        subject_matter="; ".join(tender.lot(number).title for number in bid.lots),
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
