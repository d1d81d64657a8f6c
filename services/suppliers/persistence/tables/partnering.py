"""Who agreed to be shown to suppliers that look for partners."""

from sqlalchemy import Column, DateTime, ForeignKey, Table, Uuid

from services.suppliers.persistence.tables.base import state

partnering = Table(
    "partnering",
    state,
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False, comment="it agreed to be shown to others"),
)
