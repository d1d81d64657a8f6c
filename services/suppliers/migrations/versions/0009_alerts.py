"""Saved searches and what was found for each; contracts that run; who looks for partners."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

PROJECTION = sa.MetaData()


def upgrade() -> None:
    _create_search()
    _create_hit()
    _create_partnering()
    migrations.create_in_projection(PROJECTION)


def _create_search() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("terms", postgresql.JSONB, nullable=False),
        sa.Column("email", sa.Text, comment="told to nobody else"),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, comment="what happened before is no news"),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_search"),
    )
    op.create_index(
        "ix_saved_search_due_at", "saved_search", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL")
    )
    op.create_index("ix_saved_search_organisation", "saved_search", ["organisation", "id"])


def _create_hit() -> None:
    op.create_table(
        "hit",
        sa.Column("search_id", sa.Uuid, nullable=False),
        sa.Column("subject", sa.Uuid, nullable=False, comment="plan entry, tender, or award of a lot"),
        sa.Column("notice", postgresql.JSONB, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), comment="in a digest"),
        sa.PrimaryKeyConstraint("search_id", "subject", name="pk_hit"),
        sa.ForeignKeyConstraint(
            ["search_id"], ["saved_search.id"], name="fk_hit_search_id_saved_search", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_hit_found_at", "hit", ["search_id", "found_at", "subject"])
    op.create_index("ix_hit_untold", "hit", ["search_id"], postgresql_where=sa.text("told_at IS NULL"))


def _create_partnering() -> None:
    op.create_table(
        "partnering",
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, comment="it agreed to be shown to others"),
        sa.PrimaryKeyConstraint("supplier_id", name="pk_partnering"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_partnering_supplier_id_supplier"),
    )


sa.Table(
    "tender_notice",
    PROJECTION,
    sa.Column("tender_id", sa.Uuid, nullable=False),
    sa.Column("notice", postgresql.JSONB, nullable=False),
    sa.PrimaryKeyConstraint("tender_id", name="pk_tender_notice"),
)
sa.Table(
    "running",
    PROJECTION,
    sa.Column("contract_id", sa.Uuid, nullable=False),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("ends_on", sa.Date, nullable=False, comment="last day, as agreed or by its months"),
    sa.Column("contract", postgresql.JSONB, nullable=False),
    sa.PrimaryKeyConstraint("contract_id", name="pk_running"),
    sa.Index("ix_running_buyer", "buyer", "ends_on", "contract_id"),
)
