"""Lists of the few suppliers that are not active, without reading all the others."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_supplier_unusual_status",
        "supplier",
        ["status", "sort_key"],
        postgresql_where=sa.text("status <> 'active'"),
    )
