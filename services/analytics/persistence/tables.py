"""Tables that figures were read from, until they are read from the columnar copy."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Numeric,
    Table,
    Text,
    Uuid,
    text,
)

from chassis.schema import NAMING

projection = MetaData(naming_convention=NAMING)

contract = Table(
    "contract",
    projection,
    Column("contract_id", Uuid, primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("procedure_id", Uuid, nullable=False),
    Column("lot", Integer),
    Column("notified", Boolean, nullable=False, comment="counts in figures"),
    Column("notified_on", Date),
    Column("buyer", Text, nullable=False),
    Column("department", Text),
    Column("area", Text),
    Column("cpv", Text),
    Column("nature", Text),
    Column("procedure", Text),
    Column("technique", Text, nullable=False),
    Column("planned", Numeric(18, 2), comment="EUR excluding VAT"),
    Column("initial", Numeric(18, 2), comment="EUR excluding VAT"),
    Column("current", Numeric(18, 2), comment="EUR excluding VAT"),
    Column("bids", Integer),
    Column("competed", Boolean, comment="by its procedure; null where that is unknown"),
    Column("known_place", Boolean, nullable=False, comment="of a holder"),
    Column("regional", Boolean, nullable=False, comment="a holder is of the region"),
    Column("known_place_part", Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    Column("regional_part", Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    Column("lead_size", Text),
    Column("first_time", Boolean, comment="null where it cannot be known"),
    Index("ix_contract_notified_on", "notified_on"),
    Index("ix_contract_buyer", "buyer", "notified_on"),
)

holder = Table(
    "holder",
    projection,
    Column("contract_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("buyer", Text, nullable=False),
    Column("notified_on", Date, comment="of a contract that counts"),
    Column("identifier", Text, comment="scheme and number"),
    Column("company", Text, comment="SIREN, or the identifier where there is none"),
    Column("role", Text, nullable=False),
    Column("portion", Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    Column("size", Text),
    Column("department", Text, comment="French département of the establishment"),
    Column("country", Text, comment="null where the place is unknown"),
    Column("declared", Boolean, nullable=False, comment="the contract itself tells place and size"),
    Index("ix_holder_history", "buyer", "company", "notified_on"),
    Index("ix_holder_identifier", "identifier", postgresql_where=text("NOT declared")),
)
