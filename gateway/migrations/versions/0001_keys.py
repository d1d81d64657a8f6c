"""Keys.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "api_key",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column(
            "client", sa.Text, nullable=False, comment="whom the key stands for: the same before and after a rotation"
        ),
        sa.Column(
            "role", sa.Text, nullable=False, comment="its scopes are those of the role, contracts/reference/roles.yaml"
        ),
        sa.Column("organisation", sa.Text, nullable=False, comment="SIRET, or * for every organisation"),
        sa.Column("digest", sa.LargeBinary, nullable=False, comment="HMAC-SHA256 of the secret under the pepper"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_api_key"),
    )
    op.create_index("ix_api_key_client", "api_key", ["client"])


def downgrade() -> None:
    op.drop_table("api_key")
