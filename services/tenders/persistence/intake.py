"""Where bids and their pieces come in, many at the same instant."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.persistence import Database
from chassis.plain import PlainTransaction
from chassis.storage import Stored
from contracts.vocabulary import Identifier
from services.tenders.domain.bid import Bid, Deposit
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import TenderNotFound
from services.tenders.persistence.plain_rows import PlainRows, written
from services.tenders.persistence.tables import bid, tender

MOST_KEPT = 100
"""How many tenders a process keeps parsed."""
_TENDERS, _BIDS = PlainRows(Tender, tender), PlainRows(Bid, bid)
_STATE = "SELECT xmin::text AS state FROM tender WHERE id = $1"
_MET = f"""
    WITH held AS MATERIALIZED ({_STATE} FOR SHARE),
    sent AS MATERIALIZED (
        SELECT sha256, size FROM sealed_piece
        WHERE tender_id = $1 AND depositor = $2 AND sha256 = ANY($3) ORDER BY sha256 FOR UPDATE)
    SELECT state, transaction_timestamp() AS since,
        ARRAY(SELECT sha256 FROM sent) AS hashes, ARRAY(SELECT size FROM sent) AS sizes,
        (SELECT name FROM known_supplier WHERE scheme = $4 AND identifier = $5 LIMIT 1) AS bidder
    FROM held
"""
"""A deposit keeps its pieces from another: of two equal ones in the same instant the second finds the first's bid."""
_TENDER = f"SELECT xmin::text AS state, {_TENDERS.names} FROM tender WHERE id = $1"
_OWN = f"SELECT {_BIDS.names} FROM bid WHERE tender_id = $1 AND phase = $2 AND bidder = $3 ORDER BY id FOR UPDATE"
_ADD = f"INSERT INTO bid ({_BIDS.names}) VALUES ({_BIDS.places})"
_KEEP = "UPDATE bid SET status = $2, changes = $3 WHERE id = $1"
_SENT = """
    INSERT INTO sealed_piece (tender_id, depositor, sha256, size, stored) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING
"""


class ParsedTenders:
    """Tenders that bids came for lately, as their rows were parsed: to be looked at alone.

    Whether a row is still the one that was parsed, the database says, by the transaction that wrote it (`xmin`).
    """

    def __init__(self) -> None:
        self._known: OrderedDict[UUID, tuple[str, Tender]] = OrderedDict()

    def get(self, tender_id: UUID, state: str) -> Tender | None:
        """The tender of this row, if it is known."""
        known = self._known.get(tender_id)
        return known[1] if known and known[0] == state else None

    def keep(self, tender: Tender, state: str) -> None:
        """Know the tender of a row, and forget the one that came first."""
        self._known.pop(tender.id, None)
        self._known[tender.id] = state, tender
        if len(self._known) > MOST_KEPT:
            self._known.popitem(last=False)


@dataclass(frozen=True)
class Met:
    """What a deposit meets: the tender, the instant at which it was here whole by the one clock of all, its pieces."""

    tender: Tender
    since: datetime
    sent: Mapping[str, int]
    """The bytes of those of its pieces that were sent, by the SHA-256 of their ciphertext."""
    bidder: str | None
    """The name of the bidder, where the registry told of it."""


class Intake(PlainTransaction):
    """The transaction in which bids and their pieces come in: nothing of them is told."""

    def __init__(self, database: Database, parsed: ParsedTenders) -> None:
        super().__init__(database)
        self._parsed = parsed

    async def tender(self, tender_id: UUID) -> Tender:
        """A public tender that something comes in for, as it is at this moment."""
        found = await self.row(_STATE, tender_id)
        if found is None:
            raise TenderNotFound
        return await self._tender(tender_id, found["state"])

    async def met(self, tender_id: UUID, deposit: Deposit, depositor: str) -> Met:
        """What a deposit meets; nobody changes the tender meanwhile, and many may come at once."""
        hashes = [piece.sha256 for piece in deposit.pieces]
        bidder = deposit.bidder
        held = await self.row(_MET, tender_id, depositor, hashes, bidder.scheme.value, bidder.id)
        if held is None:
            raise TenderNotFound
        sent = dict(zip(held["hashes"], held["sizes"], strict=True))
        return Met(await self._tender(tender_id, held["state"]), held["since"], sent, held["bidder"])

    async def bids_of(self, bidder: Identifier, tender: Tender) -> Sequence[Bid]:
        """Every bid of a bidder in the tender's phase, whatever became of it; kept from others."""
        found = await self.rows(_OWN, tender.id, tender.phase, written(bid.c.bidder, bidder))
        return [_BIDS.read(row) for row in found]

    async def add(self, one: Bid) -> None:
        """Keep a new bid."""
        await self.write(_ADD, *_BIDS.written(one))

    async def keep(self, one: Bid) -> None:
        """Keep what became of a bid that came before."""
        await self.write(_KEEP, one.id, one.status.value, one.changes)

    async def receive(self, tender_id: UUID, depositor: str, piece: Stored) -> None:
        """Remember a sealed piece that was sent; sending it again changes nothing."""
        await self.write(_SENT, tender_id, depositor, piece.sha256, piece.size, piece.name)

    async def _tender(self, tender_id: UUID, state: str) -> Tender:
        tender = self._parsed.get(tender_id, state)
        if tender is None:
            row = await self.row(_TENDER, tender_id)
            if row is None:
                raise TenderNotFound
            tender = _TENDERS.read(row)
            self._parsed.keep(tender, row["state"])
        if not tender.is_public:
            raise TenderNotFound
        return tender
