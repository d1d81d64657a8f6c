"""Whom a dynamic purchasing system has admitted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tender", sa.Column("admitted", JSONB, nullable=False, server_default="[]"))
