"""The documents of tenders, and who took them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Uuid, nullable=False, comment="the tender's"),
        sa.Column("versions", postgresql.JSONB, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dossier"),
        sa.ForeignKeyConstraint(["id"], ["tender.id"], name="fk_dossier_id_tender"),
    )
    op.create_table(
        "withdrawal",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("siret", sa.Text),
        sa.Column("name", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawal"),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name="fk_withdrawal_tender_id_tender"),
    )
    op.create_index("ix_withdrawal_tender_id_id", "withdrawal", ["tender_id", "id"])
