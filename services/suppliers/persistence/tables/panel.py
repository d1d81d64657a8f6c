"""Where buyers keep what is their own: panels, notes, favourites and cautions, each row with its buyer."""

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid

from services.suppliers.domain.panels.note import Note
from services.suppliers.domain.panels.panel import Panel
from services.suppliers.persistence.tables.base import mapped, state

panel = Table(
    "panel",
    state,
    Column("id", Uuid, primary_key=True),
    Column("buyer", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("members", Integer, nullable=False, comment="how many it holds"),
    Column("changes", BigInteger, nullable=False),
    Index("ix_panel_buyer", "buyer", "id"),
)
panel_member = Table(
    "panel_member",
    state,
    Column("panel_id", Uuid, ForeignKey("panel.id", ondelete="CASCADE"), primary_key=True),
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), primary_key=True),
    Column("added_at", DateTime(timezone=True), nullable=False),
)
note = Table(
    "note",
    state,
    Column("id", Uuid, primary_key=True),
    Column("buyer", Text, nullable=False),
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("client", Text, nullable=False, comment="name of the key that wrote it"),
    Column("written_at", DateTime(timezone=True), nullable=False),
    Index("ix_note_buyer", "buyer", "supplier_id", "id"),
)
favourite = Table(
    "favourite",
    state,
    Column("buyer", Text, primary_key=True),
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), primary_key=True),
)
caution = Table(
    "caution",
    state,
    Column("buyer", Text, primary_key=True),
    Column("company", Text, primary_key=True, comment="SIREN, or the identifier where there is none"),
    Column("reason", Text, nullable=False),
    Column("until", Date, nullable=False, comment="last day: it ends by itself"),
    Column("since", Date, nullable=False),
    Column("client", Text, nullable=False, comment="name of the key that set it"),
)
mapped.map_imperatively(Panel, panel, version_id_col=panel.c.changes, version_id_generator=False)
mapped.map_imperatively(Note, note)
