"""External ids of tenders.

Revision ID: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tender_name",
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text, nullable=False),
        sa.Column("tender_id", sa.Uuid, nullable=False),
        sa.PrimaryKeyConstraint("buyer", "external_id", name="pk_tender_name"),
    )


def downgrade() -> None:
    op.drop_table("tender_name")
