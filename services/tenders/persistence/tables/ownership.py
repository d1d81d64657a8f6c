"""Where it is kept which portal an object is changed through."""

from sqlalchemy import BigInteger, Column, DateTime, LargeBinary, String, Table, Uuid

from services.tenders.domain.ownership import Ownership
from services.tenders.persistence.tables.base import mapped, state

ownership = Table(
    "ownership",
    state,
    Column("object_id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("generation", BigInteger, nullable=False, comment="of the owner token"),
    Column("token_hash", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("rotated_at", DateTime(timezone=True)),
    Column("transfer_hash", LargeBinary),
    Column("transfer_expires", DateTime(timezone=True)),
)
mapped.map_imperatively(Ownership, ownership)
