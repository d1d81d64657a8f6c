"""Which kind of installation this is."""

from chassis import migrations

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    migrations.create_installation()
