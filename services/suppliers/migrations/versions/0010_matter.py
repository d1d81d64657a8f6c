"""What each key is about, by which feeds are filtered."""

from chassis import migrations

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.create_matter()
