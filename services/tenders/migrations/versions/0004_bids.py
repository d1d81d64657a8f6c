"""Phases and seals of tenders, bids with their sealed pieces, and openings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "tender",
        sa.Column(
            "phase", sa.Text, nullable=False, server_default="tenders", comment="the phase that is or was last open"
        ),
    )
    op.add_column("tender", sa.Column("seal", JSONB))
    op.add_column("tender", sa.Column("invited", JSONB))
    op.create_table(
        "bid",
        sa.Column(
            "id", sa.Uuid, primary_key=True, comment="follows from tender, phase and deposit: one deposit is one bid"
        ),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("bidder", JSONB, nullable=False),
        sa.Column("depositor", sa.Text, nullable=False, comment="the client that handed it in"),
        sa.Column("lots", JSONB, nullable=False),
        sa.Column("pieces", JSONB, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("keys", JSONB, nullable=False, comment="content keys, from the opening on"),
        sa.Column("form", JSONB, comment="what it says, from the opening on"),
        sa.Column("receipt", sa.Text, nullable=False, comment="JWS"),
        sa.Column("stamp", sa.LargeBinary, comment="RFC 3161 response over the receipt"),
        sa.Column("version", sa.BigInteger, nullable=False),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_bid_tender", "bid", ["tender_id", "phase", "received_at"])
    op.create_index("ix_bid_bidder", "bid", ["tender_id", "phase", "bidder"])
    op.create_index("ix_bid_unstamped", "bid", ["received_at"], postgresql_where=sa.text("stamp IS NULL"))
    op.create_table(
        "sealed_piece",
        sa.Column("tender_id", sa.Uuid, primary_key=True),
        sa.Column("depositor", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True, comment="of the ciphertext"),
        sa.Column("size", sa.BigInteger, nullable=False, comment="bytes"),
        sa.Column("stored", sa.Text, nullable=False, comment="name in the storage"),
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
        sa.Column("shares", JSONB, nullable=False, comment="fewer than open, and none once it is done"),
        sa.Column("opened_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("changes", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_opening_tender", "opening", ["tender_id"])
