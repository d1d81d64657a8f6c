"""Where openings are kept."""

from sqlalchemy import BigInteger, Column, DateTime, Index, Integer, Table, Text, Uuid

from chassis.document import Document
from services.tenders.domain.opening import GivenShare, Opening, OpeningAct, OpeningStatus
from services.tenders.persistence.tables.base import mapped, state, word

opening = Table(
    "opening",
    state,
    Column("id", Uuid, primary_key=True),
    Column("tender_id", Uuid, nullable=False),
    Column("phase", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("status", word(OpeningStatus), nullable=False),
    Column("acts", Document(tuple[OpeningAct, ...]), nullable=False),
    Column(
        "shares", Document(tuple[GivenShare, ...]), nullable=False, comment="fewer than open, and none once it is done"
    ),
    Column("opened_at", DateTime(timezone=True)),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("changes", BigInteger, nullable=False),
    Index("ix_opening_tender", "tender_id"),
)

mapped.map_imperatively(Opening, opening, version_id_col=opening.c.changes, version_id_generator=False)
