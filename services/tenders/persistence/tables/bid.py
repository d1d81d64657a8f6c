"""Where bids are kept, sealed until their opening, and the pieces that were sent for them."""

from sqlalchemy import BigInteger, Column, DateTime, Index, LargeBinary, Table, Text, Uuid, func, text

from chassis.document import Document
from contracts.offer_form import OfferForm
from contracts.vocabulary import Identifier
from services.tenders.domain.bid import Bid, BidStatus, SealedPiece
from services.tenders.persistence.tables.base import mapped, state, word

bid = Table(
    "bid",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from tender, phase and deposit: one deposit is one bid"),
    Column("tender_id", Uuid, nullable=False),
    Column("phase", Text, nullable=False),
    Column("bidder", Document(Identifier), nullable=False),
    Column("depositor", Text, nullable=False, comment="the client that handed it in"),
    Column("lots", Document(tuple[int, ...]), nullable=False),
    Column("pieces", Document(tuple[SealedPiece, ...]), nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("status", word(BidStatus), nullable=False),
    Column("keys", Document(tuple[str | None, ...]), nullable=False, comment="content keys, from the opening on"),
    Column("form", Document(OfferForm), comment="what it says, from the opening on"),
    Column("receipt", Text, nullable=False, comment="JWS"),
    Column("stamp", LargeBinary, comment="RFC 3161 response over the receipt"),
    Column("version", BigInteger, nullable=False),
    Column("changes", BigInteger, nullable=False),
    Index("ix_bid_tender", "tender_id", "phase", "received_at"),
    Index("ix_bid_bidder", "tender_id", "phase", "bidder"),
    Index("ix_bid_depositor", "depositor", "received_at"),
    Index("ix_bid_company", text("left(bidder ->> 'id', 9)"), "received_at"),
    Index("ix_bid_unstamped", "received_at", postgresql_where=text("stamp IS NULL")),
)
sealed_piece = Table(
    "sealed_piece",
    state,
    Column("tender_id", Uuid, primary_key=True),
    Column("depositor", Text, primary_key=True),
    Column("sha256", Text, primary_key=True, comment="of the ciphertext"),
    Column("size", BigInteger, nullable=False, comment="bytes"),
    Column("stored", Text, nullable=False, comment="name in the storage"),
    Column("sent_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

mapped.map_imperatively(Bid, bid, version_id_col=bid.c.changes, version_id_generator=False)
