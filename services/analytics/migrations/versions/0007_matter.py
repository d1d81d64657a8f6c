"""What each key is about, by which feeds are filtered."""

from chassis import migrations

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.create_matter()
