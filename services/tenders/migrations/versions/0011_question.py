"""Amendments of tenders, questions about them, and the letters that both lead to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tender", sa.Column("amendments", postgresql.JSONB, nullable=False, server_default="[]"))
    op.create_table(
        "question",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation", sa.Text),
        sa.Column("email", sa.Text),
        sa.Column("answer", sa.Text),
        sa.Column("audience", sa.String(20)),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("revision", sa.BigInteger, nullable=False, comment="changes"),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name="fk_question_tender_id_tender"),
    )
    op.create_index("ix_question_tender_id_id", "question", ["tender_id", "id"])
    _create_notification()


def _create_notification() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("cause", sa.Text, nullable=False, comment="what is written about"),
        sa.Column("recipient", sa.Uuid, nullable=False, comment="the withdrawal or question that left the address"),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next"),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
        sa.ForeignKeyConstraint(["tender_id"], ["tender.id"], name="fk_notification_tender_id_tender"),
        sa.UniqueConstraint("tender_id", "cause", "recipient", name="uq_notification_tender_id_cause_recipient"),
    )
    op.create_index(
        "ix_notification_due_at", "notification", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL")
    )
