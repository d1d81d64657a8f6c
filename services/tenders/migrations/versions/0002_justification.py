"""Why a tender was published in spite of its warnings."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tender", sa.Column("justification", sa.Text))
