"""What the observatory keeps of contracts, holders and suppliers."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from chassis import migrations
from chassis.schema import NAMING

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PROJECTION = sa.MetaData(naming_convention=NAMING)


def upgrade() -> None:
    migrations.create_chassis_tables()
    migrations.create_in_projection(PROJECTION)


sa.Table(
    "contract_version",
    PROJECTION,
    sa.Column("contract_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("fact", sa.Text, nullable=False, comment="CloudEvents type that told it"),
    sa.Column("procedure_id", sa.Uuid, nullable=False),
    sa.Column("lot", sa.Integer),
    sa.Column(
        "state", postgresql.JSONB, nullable=False, comment="ContractState as told: the truth of which the rest follows"
    ),
)

sa.Table(
    "contract",
    PROJECTION,
    sa.Column("contract_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("procedure_id", sa.Uuid, nullable=False),
    sa.Column("lot", sa.Integer),
    sa.Column("notified", sa.Boolean, nullable=False, comment="counts in figures"),
    sa.Column("notified_on", sa.Date),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("department", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("cpv", sa.Text),
    sa.Column("nature", sa.Text),
    sa.Column("procedure", sa.Text),
    sa.Column("technique", sa.Text, nullable=False),
    sa.Column("planned", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("initial", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("current", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("bids", sa.Integer),
    sa.Column("competed", sa.Boolean, comment="by its procedure; null where that is unknown"),
    sa.Column("known_place", sa.Boolean, nullable=False, comment="of a holder"),
    sa.Column("regional", sa.Boolean, nullable=False, comment="a holder is of the region"),
    sa.Column("known_place_part", sa.Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    sa.Column("regional_part", sa.Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    sa.Column("lead_size", sa.Text),
    sa.Column("first_time", sa.Boolean, comment="null where it cannot be known"),
    sa.Index("ix_contract_notified_on", "notified_on"),
    sa.Index("ix_contract_buyer", "buyer", "notified_on"),
)

sa.Table(
    "holder",
    PROJECTION,
    sa.Column("contract_id", sa.Uuid, primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("notified_on", sa.Date, comment="of a contract that counts"),
    sa.Column("identifier", sa.Text, comment="scheme and number"),
    sa.Column("company", sa.Text, comment="SIREN, or the identifier where there is none"),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("portion", sa.Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    sa.Column("size", sa.Text),
    sa.Column("department", sa.Text, comment="French département of the establishment"),
    sa.Column("country", sa.Text, comment="null where the place is unknown"),
    sa.Column("declared", sa.Boolean, nullable=False, comment="the contract itself tells place and size"),
    sa.Index("ix_holder_history", "buyer", "company", "notified_on"),
    sa.Index("ix_holder_identifier", "identifier", postgresql_where=sa.text("NOT declared")),
)

sa.Table(
    "supplier",
    PROJECTION,
    sa.Column("supplier_id", sa.Uuid, primary_key=True),
    sa.Column("identifier", sa.Text, nullable=False),
    sa.Column("size", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("country", sa.Text),
    sa.Index("ix_supplier_identifier", "identifier", "supplier_id"),
)

sa.Table(
    "heard",
    PROJECTION,
    sa.Column("topic", sa.Text, primary_key=True),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="of the newest fact applied"),
)
