"""The purchase plan, and who follows it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_plan_entry()
    _create_plan_follower()


def _shown(document: str, *names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, sa.Computed(f"{document} ->> '{name}'", persisted=True)) for name in names]


def _create_plan_entry() -> None:
    op.create_table(
        "plan_entry",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from buyer and reference, where there is one"),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("purchase", postgresql.JSONB, nullable=False),
        sa.Column("tenders", postgresql.JSONB, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        *_shown("purchase", "buyer", "department", "area", "cpv", "quarter"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_entry"),
    )
    op.create_index("ix_plan_entry_buyer", "plan_entry", ["buyer", "id"])
    op.create_index("ix_plan_entry_quarter", "plan_entry", ["quarter", "id"])
    words = sa.text("to_tsvector('french', purchase ->> 'title')")
    op.create_index("ix_plan_entry_words", "plan_entry", [words], postgresql_using="gin")


def _create_plan_follower() -> None:
    op.create_table(
        "plan_follower",
        sa.Column("entry_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("address", sa.Text, nullable=False, comment="personal data: an e-mail address, or a SIRET"),
        sa.Column("token", sa.Text, nullable=False, comment="ends the following"),
        sa.Column("followed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "kind", "address", name="pk_plan_follower"),
        sa.ForeignKeyConstraint(["entry_id"], ["plan_entry.id"], name="fk_plan_follower_entry_id_plan_entry"),
    )
    op.create_index("ix_plan_follower_token", "plan_follower", ["token"])
