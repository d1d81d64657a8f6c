"""Imports.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    none = sa.text("0")
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "import_job",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("noun", sa.Text, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False, comment="receiving, waiting, running, done, cancelled"),
        sa.Column(
            "client", sa.Text, nullable=False, comment="in whose name the rows are sent; the key itself is not kept"
        ),
        sa.Column("scopes", sa.ARRAY(sa.Text), nullable=False),
        sa.Column("organisation", sa.Text, comment="SIRET, * for every organisation, or none"),
        sa.Column("idempotency_key", sa.Text),
        sa.Column("sha256", sa.Text, comment="of the file"),
        sa.Column("header", sa.LargeBinary, comment="the first line of a CSV file"),
        sa.Column("total", sa.BigInteger, nullable=False, server_default=none),
        sa.Column("created", sa.BigInteger, nullable=False, server_default=none),
        sa.Column("corrected", sa.BigInteger, nullable=False, server_default=none),
        sa.Column("unchanged", sa.BigInteger, nullable=False, server_default=none),
        sa.Column("refused", sa.BigInteger, nullable=False, server_default=none),
        sa.Column("waits_for", sa.Text, comment="the service that does not answer"),
        sa.Column("begun_at", instant, nullable=False, server_default=sa.func.now()),
        sa.Column("touched_at", instant, nullable=False, server_default=sa.func.now()),
        sa.Column("ended_at", instant),
        sa.PrimaryKeyConstraint("id", name="pk_import_job"),
    )
    op.create_index("ix_import_job_organisation", "import_job", ["organisation", "id"])
    op.create_index(
        "ix_import_job_touched_at",
        "import_job",
        ["touched_at"],
        postgresql_where=sa.text("state IN ('receiving', 'waiting', 'running')"),
    )
    op.create_index("uq_import_job_client_idempotency_key", "import_job", ["client", "idempotency_key"], unique=True)
    op.create_table(
        "import_batch",
        sa.Column("job_id", sa.Uuid, nullable=False),
        sa.Column("first", sa.BigInteger, nullable=False, comment="number of its first row, from 1"),
        sa.Column("lines", sa.LargeBinary, nullable=False, comment="rows that were not sent yet, as they came"),
        sa.PrimaryKeyConstraint("job_id", "first", name="pk_import_batch"),
        sa.ForeignKeyConstraint(
            ["job_id"], ["import_job.id"], ondelete="CASCADE", name="fk_import_batch_job_id_import_job"
        ),
    )
    op.create_table(
        "import_row",
        sa.Column("job_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("entity_id", sa.Text),
        sa.Column("version", sa.Integer),
        sa.Column("errors", JSONB, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "number", name="pk_import_row"),
        sa.ForeignKeyConstraint(
            ["job_id"], ["import_job.id"], ondelete="CASCADE", name="fk_import_row_job_id_import_job"
        ),
    )
    op.create_index("ix_import_row_outcome", "import_row", ["job_id", "outcome", "number"])


def downgrade() -> None:
    op.drop_table("import_row")
    op.drop_table("import_batch")
    op.drop_table("import_job")
