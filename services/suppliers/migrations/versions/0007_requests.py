"""Sourcing requests, whom they ask, and the letters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DUE = "when time alone moves it next"


def upgrade() -> None:
    _create_request()
    _create_contact()
    _create_letters()
    for table in ("sourcing_request", "notification"):
        op.create_index(f"ix_{table}_due_at", table, ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL"))


def _create_request() -> None:
    op.create_table(
        "sourcing_request",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("terms", postgresql.JSONB, nullable=False),
        sa.Column("match_id", sa.Uuid),
        sa.Column("batches", sa.Integer, nullable=False, comment="mailings so far"),
        sa.Column("next_batch_at", sa.DateTime(timezone=True)),
        sa.Column("tender_id", sa.Uuid, comment="that came of it"),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.Column("buyer", sa.Text, sa.Computed("terms ->> 'buyer'", persisted=True)),
        sa.Column("due_at", sa.DateTime(timezone=True), comment=DUE),
        sa.PrimaryKeyConstraint("id", name="pk_sourcing_request"),
    )
    op.create_index("ix_sourcing_request_buyer", "sourcing_request", ["buyer", "id"])
    op.create_index("ix_sourcing_request_tender_id", "sourcing_request", ["tender_id"])


def _create_contact() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from request and supplier"),
        sa.Column("request_id", sa.Uuid, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("identifier", postgresql.JSONB, nullable=False),
        sa.Column("rank", sa.Integer, nullable=False, comment="among those proposed"),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("batch", sa.Integer),
        sa.Column("invited_at", sa.DateTime(timezone=True)),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.Column("answers", postgresql.JSONB, nullable=False),
        sa.Column("reason", sa.Text, comment="why it declined"),
        sa.Column("has_bid", sa.Boolean, nullable=False),
        sa.Column("has_won", sa.Boolean, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contact"),
        sa.ForeignKeyConstraint(["request_id"], ["sourcing_request.id"], name="fk_contact_request_id_sourcing_request"),
        sa.UniqueConstraint("request_id", "rank", name="uq_contact_request_id_rank"),
    )
    op.create_index("ix_contact_supplier_id", "contact", ["supplier_id", "invited_at"])


def _create_letters() -> None:
    op.create_table(
        "mailbox",
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("email", sa.Text, nullable=False, comment="never told to anybody"),
        sa.Column("muted", postgresql.JSONB, nullable=False, comment="kinds of letters that it does not want"),
        sa.PrimaryKeyConstraint("supplier_id", name="pk_mailbox"),
    )
    op.create_table(
        "notification",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("about", sa.Uuid, nullable=False, comment="what the letter is about"),
        sa.Column("cause", sa.Text, nullable=False, comment="what happened to it"),
        sa.Column("recipient", sa.Uuid, nullable=False, comment="who left the address"),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), comment="to the mail"),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True), comment=DUE),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
        sa.UniqueConstraint("about", "cause", "recipient", name="uq_notification_about_cause_recipient"),
    )
