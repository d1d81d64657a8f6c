"""The record of suppliers, as the facts of procedures tell it."""

import sqlalchemy as sa

from chassis import migrations

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PROJECTION = sa.MetaData()


def upgrade() -> None:
    migrations.create_in_projection(PROJECTION)


sa.Table(
    "award",
    PROJECTION,
    sa.Column("contract_id", sa.Uuid, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False, comment="place among the holders"),
    sa.Column("supplier_id", sa.Uuid, nullable=False),
    sa.Column("company", sa.Text, nullable=False, comment="SIREN, or the identifier where there is none"),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("notified_on", sa.Date, nullable=False),
    sa.Column("cpv", sa.Text),
    sa.Column("department", sa.Text, comment="where it is performed"),
    sa.Column("amount", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.PrimaryKeyConstraint("contract_id", "ordinal", name="pk_award"),
    sa.Index("ix_award_supplier_id", "supplier_id", "notified_on"),
    sa.Index("ix_award_company", "company", "notified_on"),
)
