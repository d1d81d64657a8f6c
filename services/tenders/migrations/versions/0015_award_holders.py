"""Several bids that win one lot of a framework agreement."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    none, said = sa.text("'[]'"), "that win beside bid_id"
    op.add_column(
        "award", sa.Column("further_bids", postgresql.JSONB, nullable=False, server_default=none, comment=said)
    )
    op.alter_column("award", "further_bids", server_default=None)
