"""Where it is kept who did what to a tender; rows are only ever added."""

from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.tenders.persistence.tables.base import state

act_record = Table(
    "act_record",
    state,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("tender_id", Uuid, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("client", Text, nullable=False, comment="name of the key that acted"),
    Column("act", Text, nullable=False),
    Column("detail", JSONB, nullable=False, comment="the status and the revision that it led to"),
    Index("ix_act_record_tender", "tender_id", "id"),
)
