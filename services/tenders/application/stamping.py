"""Having receipts stamped by a third party, soon after they were signed: a bidder does not wait for it."""

from uuid import UUID

import structlog

from chassis.chore import Chore
from chassis.persistence import Database
from chassis.stamping import NoStamp, StampingAuthority

STAMPING_SECONDS = 2.0
"""How long a receipt waits for its first request of a stamp, and for the next where there was none."""
_ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended('stamping of receipts', 0))"
_UNSTAMPED = "SELECT id, receipt FROM bid WHERE stamp IS NULL ORDER BY received_at LIMIT 100"
_STAMPED = "UPDATE bid SET stamp = $2 WHERE id = $1 AND stamp IS NULL"
_log = structlog.get_logger()


def stamping(authority: StampingAuthority) -> Chore:
    """What a worker does for receipts, time and again."""

    async def stamp(database: Database) -> None:
        await stamp_receipts(database, authority)

    return Chore("stamping of receipts", STAMPING_SECONDS, stamp)


async def stamp_receipts(database: Database, authority: StampingAuthority) -> int:
    """Have receipts stamped that are not yet; how many it did. An authority that is down is asked again later.

    One worker at a time does so, and a receipt that has its stamp keeps it. No bid is locked meanwhile.
    """
    async with database.reads.acquire() as connection, connection.transaction():
        if not await connection.fetchval(_ALONE):
            return 0
        done = 0
        while rows := await connection.fetch(_UNSTAMPED):
            for row in rows:
                if not await _stamp(database, authority, row["id"], row["receipt"]):
                    return done
                done += 1
        return done


async def _stamp(database: Database, authority: StampingAuthority, bid_id: UUID, receipt: str) -> bool:
    try:
        stamp = await authority.stamp(receipt.encode("ascii"))
    except NoStamp as failure:
        _log.warning("no time stamp, asked again later", authority=authority.url, reason=str(failure))
        return False
    await database.reads.execute(_STAMPED, bid_id, stamp)
    return True
