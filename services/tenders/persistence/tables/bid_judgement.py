"""Where the judgements of bids are kept, and the inquiries into their prices."""

from sqlalchemy import BigInteger, Column, DateTime, Integer, Table, Text, UniqueConstraint, Uuid

from chassis.document import Document
from services.tenders.domain.inquiry import Inquiry, InquiryStatus, Justification, PriceDecision
from services.tenders.domain.judgement import Judgement, JudgementStatus, Regularisation
from services.tenders.persistence.tables.base import mapped, state, word

bid_judgement = Table(
    "bid_judgement",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from bid and lot"),
    Column("tender_id", Uuid, nullable=False),
    Column("bid_id", Uuid, nullable=False),
    Column("lot", Integer, nullable=False),
    Column("status", word(JudgementStatus), nullable=False),
    Column("reason", Text),
    Column("regularisation", Document(Regularisation)),
    Column("by", Text, nullable=False, comment="name of the key"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("revision", BigInteger, nullable=False, comment="changes"),
    UniqueConstraint("bid_id", "lot"),
)
inquiry = Table(
    "inquiry",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from bid and lot"),
    Column("tender_id", Uuid, nullable=False),
    Column("bid_id", Uuid, nullable=False),
    Column("lot", Integer, nullable=False),
    Column("status", word(InquiryStatus), nullable=False),
    Column("asked_by", Text, nullable=False, comment="name of the key"),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("due", DateTime(timezone=True), nullable=False),
    Column("justification", Document(Justification)),
    Column("decision", Document(PriceDecision)),
    Column("version", BigInteger, nullable=False, comment="changes"),
    UniqueConstraint("bid_id", "lot"),
)
mapped.map_imperatively(Judgement, bid_judgement, version_id_col=bid_judgement.c.revision, version_id_generator=False)
mapped.map_imperatively(Inquiry, inquiry, version_id_col=inquiry.c.version, version_id_generator=False)
