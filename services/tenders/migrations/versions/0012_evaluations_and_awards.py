"""Judgements of bids, evaluations with their marks, awards and the letters to those who lost."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_bid_judgement()
    _create_inquiry()
    _create_evaluation()
    _create_score()
    _create_award()
    _create_rejection_letter()


def _create_bid_judgement() -> None:
    op.create_table(
        "bid_judgement",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from bid and lot"),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("bid_id", sa.Uuid, nullable=False),
        sa.Column("lot", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("regularisation", postgresql.JSONB),
        sa.Column("by", sa.Text, nullable=False, comment="name of the key"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("revision", sa.BigInteger, nullable=False, comment="changes"),
        sa.PrimaryKeyConstraint("id", name="pk_bid_judgement"),
        sa.UniqueConstraint("bid_id", "lot", name="uq_bid_judgement_bid_id_lot"),
    )


def _create_inquiry() -> None:
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from bid and lot"),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("bid_id", sa.Uuid, nullable=False),
        sa.Column("lot", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False, comment="name of the key"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("justification", postgresql.JSONB),
        sa.Column("decision", postgresql.JSONB),
        sa.Column("version", sa.BigInteger, nullable=False, comment="changes"),
        sa.PrimaryKeyConstraint("id", name="pk_inquiry"),
        sa.UniqueConstraint("bid_id", "lot", name="uq_inquiry_bid_id_lot"),
    )


def _create_evaluation() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from tender and lot"),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("lot", sa.Integer, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("appointments", postgresql.JSONB, nullable=False),
        sa.Column("declarations", postgresql.JSONB, nullable=False),
        sa.Column("draw", postgresql.JSONB, nullable=False, comment="the order in which equal bids were drawn"),
        sa.Column("concluded_by", sa.Text, comment="name of the key"),
        sa.Column("concluded_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("revision", sa.BigInteger, nullable=False, comment="changes"),
        sa.PrimaryKeyConstraint("id", name="pk_evaluation"),
        sa.UniqueConstraint("tender_id", "lot", name="uq_evaluation_tender_id_lot"),
    )


def _create_score() -> None:
    op.create_table(
        "score",
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False, comment="in the order given"),
        sa.Column("evaluation_id", sa.Uuid, nullable=False),
        sa.Column("bid_id", sa.Uuid, nullable=False),
        sa.Column("criterion", sa.Integer, nullable=False, comment="number within the lot, from 1"),
        sa.Column("evaluator", sa.Text, nullable=False, comment="name of the key"),
        sa.Column("mark", sa.Numeric(6, 2), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_score"),
    )
    op.create_index("ix_score_evaluation", "score", ["evaluation_id", "number"])


def _create_award() -> None:
    op.create_table(
        "award",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("lot", sa.Integer, nullable=False),
        sa.Column("bid_id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("proposed_by", sa.Text, nullable=False, comment="name of the key"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.Text, comment="name of the key"),
        sa.Column("approved_at", sa.DateTime(timezone=True)),
        sa.Column("notified_at", sa.DateTime(timezone=True)),
        sa.Column("days", sa.Integer, comment="length of the standstill"),
        sa.Column("article", sa.Text),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.Column("annulled_by", sa.Text, comment="name of the key"),
        sa.Column("annulled_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next"),
        sa.PrimaryKeyConstraint("id", name="pk_award"),
    )
    op.create_index("ix_award_due_at", "award", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL"))
    standing = sa.text("status <> 'annulled'")
    op.create_index("uq_award_lot", "award", ["tender_id", "lot"], unique=True, postgresql_where=standing)


def _create_rejection_letter() -> None:
    op.create_table(
        "rejection_letter",
        sa.Column("award_id", sa.Uuid, nullable=False),
        sa.Column("bid_id", sa.Uuid, nullable=False),
        sa.Column("letter", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("award_id", "bid_id", name="pk_rejection_letter"),
    )
    op.create_index("ix_rejection_letter_bid", "rejection_letter", ["bid_id"])
