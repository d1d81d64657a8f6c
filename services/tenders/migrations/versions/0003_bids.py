"""Phases and seals of tenders, bids with their sealed pieces, and openings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tender", sa.Column("phase", sa.Text, nullable=False, server_default="tenders"))
    op.add_column("tender", sa.Column("seal", JSONB))
    op.add_column("tender", sa.Column("invited", JSONB))
    op.create_table(
        "bid",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("bidder", JSONB, nullable=False),
        sa.Column("depositor", sa.Text, nullable=False),
        sa.Column("lots", JSONB, nullable=False),
        sa.Column("pieces", JSONB, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("keys", JSONB, nullable=False),
        sa.Column("form", JSONB),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.Column("stamp", sa.LargeBinary),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_bid_tender", "bid", ["tender_id", "phase", "received_at"])
    op.create_index("ix_bid_unstamped", "bid", ["received_at"], postgresql_where=sa.text("stamp IS NULL"))
    op.create_table(
        "sealed_piece",
        sa.Column("tender_id", sa.Uuid, primary_key=True),
        sa.Column("depositor", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("stored", sa.Text, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.create_table(
        "opening",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("threshold", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("acts", JSONB, nullable=False),
        sa.Column("shares", JSONB, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_opening_tender", "opening", ["tender_id"])
