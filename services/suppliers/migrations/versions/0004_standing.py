"""Where suppliers stand, who said what of them, and the certificates that they show."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SIREN = "CASE WHEN state #>> '{identifier,scheme}' = 'SIRET' THEN left(state #>> '{identifier,id}', 9) END"
DUE = "when time alone moves it next"


def upgrade() -> None:
    _extend_supplier()
    _create_certificate()


def _extend_supplier() -> None:
    for column in (
        sa.Column("status", sa.String(20), nullable=False, server_default="active"),
        sa.Column("provenance", postgresql.JSONB, nullable=False, server_default="{}"),
        sa.Column("verified_at", sa.DateTime(timezone=True)),
        sa.Column("suspended_until", sa.Date, comment="last day of a suspension that ends by itself"),
        sa.Column("merged_into", sa.Uuid),
        sa.Column("siren", sa.Text, sa.Computed(SIREN, persisted=True)),
        sa.Column("due_at", sa.DateTime(timezone=True), comment=DUE),
    ):
        op.add_column("supplier", column)
    op.create_index("ix_supplier_siren", "supplier", ["siren"])
    _create_due_index("supplier")


def _create_certificate() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("certificate", postgresql.JSONB, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("code", sa.Text, sa.Computed("certificate ->> 'code'", persisted=True)),
        sa.Column("due_at", sa.DateTime(timezone=True), comment=DUE),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.ForeignKeyConstraint(["supplier_id"], ["supplier.id"], name="fk_certificate_supplier_id_supplier"),
    )
    op.create_index("ix_certificate_supplier_id", "certificate", ["supplier_id", "id"])
    valid = sa.text("status = 'valid'")
    op.create_index("ix_certificate_code", "certificate", ["code", "supplier_id"], postgresql_where=valid)
    _create_due_index("certificate")


def _create_due_index(table: str) -> None:
    held = sa.text("due_at IS NOT NULL")
    op.create_index(f"ix_{table}_due_at", table, ["due_at"], postgresql_where=held)
