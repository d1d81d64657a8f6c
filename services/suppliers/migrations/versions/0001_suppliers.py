"""Suppliers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DEPARTMENT = """coalesce(state #>> '{place,department}',
    left(state #>> '{place,commune}', CASE WHEN state #>> '{place,commune}' >= '97' THEN 3 ELSE 2 END))"""
SORT_KEY = "ltrim(left(searched_name, 61)) || ' ' || id"


def upgrade() -> None:
    migrations.create_chassis_tables()
    op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
    _create_supplier()


def _create_supplier() -> None:
    op.create_table(
        "supplier",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from scheme and number, which makes them unique"),
        sa.Column("state", postgresql.JSONB, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("searched_name", sa.Text, nullable=False),
        sa.Column("sort_key", sa.Text(collation="C"), sa.Computed(SORT_KEY, persisted=True)),
        sa.Column("department", sa.Text, sa.Computed(DEPARTMENT, persisted=True)),
        sa.Column("size", sa.Text, sa.Computed("state ->> 'size'", persisted=True)),
        sa.PrimaryKeyConstraint("id", name="pk_supplier"),
    )
    op.create_index("uq_supplier_sort_key", "supplier", ["sort_key"], unique=True)
    op.create_index("ix_supplier_department", "supplier", ["department", "sort_key"])
    op.create_index("ix_supplier_size", "supplier", ["size", "sort_key"])
    operators = {"searched_name": "gin_trgm_ops"}
    op.create_index(
        "ix_supplier_searched_name", "supplier", ["searched_name"], postgresql_using="gin", postgresql_ops=operators
    )
