"""The journal is append-only, and its checkpoints are signed."""

from chassis import migrations

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.make_journal_permanent()
