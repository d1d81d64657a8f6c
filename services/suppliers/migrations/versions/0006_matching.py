"""How indexes follow the registry; shortlists as they were made, and each buyer's room for newcomers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from services.suppliers.persistence.tables.base import TransactionId

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NOW = sa.text("pg_current_xact_id()")


def upgrade() -> None:
    op.add_column("supplier", sa.Column("touched", TransactionId, nullable=False, server_default=NOW))
    op.create_index("ix_supplier_touched", "supplier", ["touched"])
    op.create_table(
        "shortlist",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("buyer", sa.Text, comment="SIRET of who asked; null for nobody in particular"),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shortlist", postgresql.JSONB, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shortlist"),
    )
    op.create_index("ix_shortlist_buyer", "shortlist", ["buyer", "id"])
    op.create_table(
        "quota",
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quota", postgresql.JSONB, nullable=False),
        sa.Column("client", sa.Text, nullable=False, comment="name of the key that set it"),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("buyer", "since", name="pk_quota"),
    )
