"""Reviews, templates, and the record of who did what to a tender."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_REFUSE = """
    CREATE FUNCTION refuse_to_change_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the record of acts is only ever added to';
    END $$
"""
_GUARD = """
    CREATE TRIGGER act_record_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON act_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_record()
"""


def upgrade() -> None:
    _create_review()
    _create_template()
    _create_act_record()


def _create_review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Uuid, nullable=False, comment="the tender, whose revision counts for both"),
        sa.Column("rounds", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_review"),
        sa.ForeignKeyConstraint(["id"], ["tender.id"], name="fk_review_id_tender"),
    )


def _create_template() -> None:
    op.create_table(
        "template",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("terms", postgresql.JSONB, nullable=False),
        sa.Column("lots", postgresql.JSONB, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_template"),
    )
    op.create_index("ix_template_organisation", "template", ["organisation", "id"])


def _create_act_record() -> None:
    op.create_table(
        "act_record",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client", sa.Text, nullable=False, comment="name of the key that acted"),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("detail", postgresql.JSONB, nullable=False, comment="the status and the revision that it led to"),
        sa.PrimaryKeyConstraint("id", name="pk_act_record"),
    )
    op.create_index("ix_act_record_tender", "act_record", ["tender_id", "id"])
    op.execute(_REFUSE)
    op.execute(_GUARD)
