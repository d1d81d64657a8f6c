"""Where withdrawals are kept; names and addresses are nowhere else."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid

from services.tenders.domain.withdrawal import Withdrawal
from services.tenders.persistence.tables.base import mapped, state

withdrawal = Table(
    "withdrawal",
    state,
    Column("id", Uuid, primary_key=True),
    Column("tender_id", Uuid, ForeignKey("tender.id"), nullable=False),
    Column("withdrawn_at", DateTime(timezone=True), nullable=False),
    Column("siret", Text),
    Column("name", Text),
    Column("email", Text),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Index("ix_withdrawal_tender_id_id", "tender_id", "id"),
)
mapped.map_imperatively(Withdrawal, withdrawal, version_id_col=withdrawal.c.version, version_id_generator=False)
