"""Tenders, contracts and the suppliers that are known."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PROJECTION = sa.MetaData()


def upgrade() -> None:
    migrations.create_chassis_tables()
    _create_tender()
    _create_contract()
    migrations.create_in_projection(_known_supplier())


def _shown(document: str, *names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, sa.Computed(f"{document} ->> '{name}'", persisted=True)) for name in names]


def _create_tender() -> None:
    op.create_table(
        "tender",
        sa.Column("id", sa.Uuid, nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("terms", postgresql.JSONB, nullable=False),
        sa.Column("lots", postgresql.JSONB, nullable=False),
        sa.Column("warnings", postgresql.JSONB, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("deadline", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.Column("revision", sa.BigInteger, nullable=False, comment="changes, those of a draft included"),
        *_shown("terms", "buyer", "department", "area", "procedure"),
        sa.PrimaryKeyConstraint("id", name="pk_tender"),
    )
    op.create_index("ix_tender_buyer", "tender", ["buyer", "id"])
    op.create_index("ix_tender_due", "tender", ["deadline"], postgresql_where=sa.text("status = 'published'"))
    words = sa.text("to_tsvector('french', terms ->> 'title')")
    op.create_index("ix_tender_words", "tender", [words], postgresql_using="gin")


def _create_contract() -> None:
    op.create_table(
        "contract",
        sa.Column("id", sa.Uuid, nullable=False, comment="follows from buyer and reference, which makes them unique"),
        sa.Column("procedure_id", sa.Uuid, nullable=False),
        sa.Column("lot", sa.Integer),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("state", postgresql.JSONB, nullable=False),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        *_shown("state", "buyer", "reference", "department", "area", "procedure"),
        sa.PrimaryKeyConstraint("id", name="pk_contract"),
    )
    op.create_index("ix_contract_buyer", "contract", ["buyer", "id"])
    lot = sa.text("lot IS NOT NULL")
    op.create_index("uq_contract_lot", "contract", ["procedure_id", "lot"], unique=True, postgresql_where=lot)


def _known_supplier() -> sa.MetaData:
    """The table goes to the schema `projection`, which a replay swaps."""
    sa.Table(
        "known_supplier",
        PROJECTION,
        sa.Column("supplier_id", sa.Uuid, nullable=False),
        sa.Column("scheme", sa.Text, nullable=False),
        sa.Column("identifier", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Text),
        sa.Column("place", postgresql.JSONB),
        sa.Column("natural_person", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("supplier_id", name="pk_known_supplier"),
        sa.Index("ix_known_supplier_identifier", "identifier", "scheme"),
    )
    return PROJECTION
