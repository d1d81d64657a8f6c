"""Webhooks.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "idempotency",
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_kept_at", "idempotency", ["kept_at"])
    op.create_table(
        "webhook_endpoint",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("feeds", ARRAY(sa.Text), nullable=False),
        sa.Column("type", ARRAY(sa.Text), nullable=False),
        sa.Column("cpv", ARRAY(sa.Text), nullable=False),
        sa.Column("department", ARRAY(sa.Text), nullable=False),
        sa.Column("buyer", ARRAY(sa.Text), nullable=False),
        sa.Column("email", sa.Text, comment="who is told when it is disabled"),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, comment="why it is disabled"),
        sa.Column("disabled_at", sa.DateTime(timezone=True)),
        sa.Column(
            "failing_since", sa.DateTime(timezone=True), comment="when it first failed after it last took something"
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), comment="when its owner was written to that it is disabled"),
        sa.Column("newest_secret", sa.Integer, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_endpoint"),
    )
    op.create_index("ix_webhook_endpoint_client", "webhook_endpoint", ["client", "organisation", "id"])
    op.create_table(
        "webhook_fact",
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False, comment="the structured event"),
        sa.PrimaryKeyConstraint("feed", "position", name="pk_webhook_fact"),
    )
    op.create_table(
        "webhook_feed",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False, comment="of the last fact that was looked through"),
        sa.PrimaryKeyConstraint("name", name="pk_webhook_feed"),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("key", sa.Text, nullable=False, comment="partition key: one is carried after the other"),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, server_default="0", nullable=False),
        sa.Column("status", sa.Integer, comment="of the last answer"),
        sa.Column("error", sa.Text, comment="why there was none, or why it was dropped"),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoint.id"],
            name="fk_webhook_delivery_endpoint_id_webhook_endpoint",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
    )
    op.create_index("ix_webhook_delivery_endpoint_id", "webhook_delivery", ["endpoint_id", "id"])
    op.create_index("ix_webhook_delivery_fact", "webhook_delivery", ["feed", "position"])
    op.create_index(
        "ix_webhook_delivery_finished_at",
        "webhook_delivery",
        ["finished_at"],
        postgresql_where=sa.text("finished_at IS NOT NULL"),
    )
    op.create_index(
        "ix_webhook_delivery_pending",
        "webhook_delivery",
        ["endpoint_id", "key", "id"],
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "webhook_lane",
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False, comment="pending deliveries"),
        sa.Column("attempts", sa.Integer, server_default="0", nullable=False, comment="of the first of them"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoint.id"],
            name="fk_webhook_lane_endpoint_id_webhook_endpoint",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("endpoint_id", "key", name="pk_webhook_lane"),
    )
    op.create_index(
        "ix_webhook_lane_due", "webhook_lane", ["endpoint_id", "due_at"], postgresql_where=sa.text("waiting > 0")
    )
    op.create_table(
        "webhook_replay",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("feed", sa.Text, nullable=False),
        sa.Column("after", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False, comment="of the last fact that was looked through"),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), comment="when it reached the present"),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoint.id"],
            name="fk_webhook_replay_endpoint_id_webhook_endpoint",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_replay"),
    )
    op.create_index("ix_webhook_replay_endpoint_id", "webhook_replay", ["endpoint_id", "id"])
    op.create_index(
        "uq_webhook_replay_running",
        "webhook_replay",
        ["endpoint_id", "feed"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_table(
        "webhook_secret",
        sa.Column("endpoint_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, comment="the secret follows from it and the pepper"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), comment="none for the newest"),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["webhook_endpoint.id"],
            name="fk_webhook_secret_endpoint_id_webhook_endpoint",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("endpoint_id", "number", name="pk_webhook_secret"),
    )


def downgrade() -> None:
    op.drop_table("webhook_secret")
    op.drop_table("webhook_replay")
    op.drop_table("webhook_lane")
    op.drop_table("webhook_delivery")
    op.drop_table("webhook_feed")
    op.drop_table("webhook_fact")
    op.drop_table("webhook_endpoint")
    op.drop_table("idempotency")
