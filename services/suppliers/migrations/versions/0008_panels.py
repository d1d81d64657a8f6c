"""What buyers keep of suppliers for themselves: panels, notes, favourites, cautions; claims of profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_panel()
    _create_note()
    _create_caution()
    _create_claim()


def _create_panel() -> None:
    op.create_table(
        "panel",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("members", sa.Integer, nullable=False, comment="how many it holds"),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_panel"),
    )
    op.create_index("ix_panel_buyer", "panel", ["buyer", "id"])
    op.create_table(
        "panel_member",
        sa.Column("panel_id", sa.Uuid, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("panel_id", "supplier_id", name="pk_panel_member"),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name="fk_panel_member_panel_id_panel", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_panel_member_supplier_id_supplier"),
    )


def _create_note() -> None:
    op.create_table(
        "note",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False, comment="name of the key that wrote it"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_note"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_note_supplier_id_supplier"),
    )
    op.create_index("ix_note_buyer", "note", ["buyer", "supplier_id", "id"])
    op.create_table(
        "favourite",
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("buyer", "supplier_id", name="pk_favourite"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_favourite_supplier_id_supplier"),
    )


def _create_caution() -> None:
    op.create_table(
        "caution",
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("company", sa.Text, nullable=False, comment="SIREN, or the identifier where there is none"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("until", sa.Date, nullable=False, comment="last day: it ends by itself"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("client", sa.Text, nullable=False, comment="name of the key that set it"),
        sa.PrimaryKeyConstraint("buyer", "company", name="pk_caution"),
    )


def _create_claim() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("client", sa.Text, nullable=False, comment="name of the key that claims"),
        sa.Column("organisation", sa.Text, comment="of the key"),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("decided_by", sa.Text, comment="name of the key that decided"),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_claim_supplier_id_supplier"),
    )
    op.create_index("ix_claim_status", "claim", ["status", "id"])
    op.create_index(
        "uq_claim_live",
        "claim",
        ["supplier_id", "client", "organisation"],
        unique=True,
        postgresql_where=sa.text("status IN ('pending', 'granted')"),
    )
