"""When time alone moves a tender next, and which kind of installation this is."""

import sqlalchemy as sa
from alembic import op

from chassis import migrations

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.create_installation()
    op.add_column("tender", sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next"))
    op.execute("UPDATE tender SET due_at = deadline WHERE status = 'published'")
    op.drop_index("ix_tender_due", "tender")
    op.create_index("ix_tender_due_at", "tender", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL"))
