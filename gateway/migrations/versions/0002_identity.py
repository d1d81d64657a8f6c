"""OAuth clients, signing keys, and which keys are for trying.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column(
        "api_key",
        sa.Column(
            "demo",
            sa.Boolean,
            nullable=False,
            server_default=sa.false(),
            comment="issued for trying; refused where it is earnest",
        ),
    )
    op.create_table(
        "oauth_client",
        sa.Column("id", sa.Text, nullable=False, comment="client_id"),
        sa.Column("client", sa.Text, nullable=False, comment="whom its tokens stand for, as the client of a key"),
        sa.Column(
            "role", sa.Text, nullable=False, comment="its scopes are those of the role, contracts/reference/roles.yaml"
        ),
        sa.Column("organisation", sa.Text, nullable=False, comment="SIRET, or * for every organisation"),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_oauth_client"),
    )
    op.create_index("ix_oauth_client_revoked_at", "oauth_client", ["revoked_at"])
    op.create_table(
        "oauth_secret",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("client_id", sa.Text, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False, comment="HMAC-SHA256 of the secret under the pepper"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_oauth_secret"),
        sa.ForeignKeyConstraint(["client_id"], ["oauth_client.id"], name="fk_oauth_secret_client_id_oauth_client"),
    )
    op.create_index("ix_oauth_secret_client_id", "oauth_secret", ["client_id"])
    op.create_table(
        "signing_key",
        sa.Column("kid", sa.Text, nullable=False, comment="thumbprint of the public key (RFC 7638)"),
        sa.Column(
            "sealed", sa.LargeBinary, nullable=False, comment="the private key under AES-256-GCM, key from the pepper"
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("signs_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verifies_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_key"),
    )


def downgrade() -> None:
    op.drop_table("signing_key")
    op.drop_table("oauth_secret")
    op.drop_table("oauth_client")
    op.drop_column("api_key", "demo")
