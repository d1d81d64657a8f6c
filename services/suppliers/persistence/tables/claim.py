"""Where claims of profiles are kept."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, text

from services.suppliers.domain.claims.claim import Claim, ClaimStatus
from services.suppliers.persistence.tables.base import mapped, state, word

_LIVE = text("status IN ('pending', 'granted')")

claim = Table(
    "claim",
    state,
    Column("id", Uuid, primary_key=True),
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), nullable=False),
    Column("client", Text, nullable=False, comment="name of the key that claims"),
    Column("organisation", Text, comment="of the key"),
    Column("evidence", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("status", word(ClaimStatus), nullable=False),
    Column("reason", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Text, comment="name of the key that decided"),
    Column("changes", BigInteger, nullable=False),
    Index("ix_claim_status", "status", "id"),
    Index("uq_claim_live", "supplier_id", "client", "organisation", unique=True, postgresql_where=_LIVE),
)
mapped.map_imperatively(Claim, claim, version_id_col=claim.c.changes, version_id_generator=False)
