"""Questions of suppliers about sourcing requests, and the files that go with a request."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supplier_question",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("request_id", sa.Uuid, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False, comment="who asked, told the buyer alone"),
        sa.Column("identifier", postgresql.JSONB, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text),
        sa.Column("audience", sa.String(20)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("changes", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supplier_question"),
        sa.ForeignKeyConstraint(
            ["request_id"], ["sourcing_request.id"], name="fk_supplier_question_request_id_sourcing_request"
        ),
    )
    op.create_index("ix_supplier_question_request_id", "supplier_question", ["request_id", "asked_at"])
    op.add_column("sourcing_request", sa.Column("attachments", postgresql.JSONB, nullable=False, server_default="[]"))
