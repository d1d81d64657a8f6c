"""Which portal an object is changed through."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ownership",
        sa.Column("object_id", sa.Uuid, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("generation", sa.BigInteger, nullable=False, comment="of the owner token"),
        sa.Column("token_hash", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rotated_at", sa.DateTime(timezone=True)),
        sa.Column("transfer_hash", sa.LargeBinary),
        sa.Column("transfer_expires", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("object_id", name="pk_ownership"),
    )
