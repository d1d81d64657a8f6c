"""Where the record of suppliers is kept, as the facts of procedures tell it."""

from sqlalchemy import Column, Date, Index, Integer, Numeric, Table, Text, Uuid

from services.suppliers.persistence.tables.base import projection

award = Table(
    "award",
    projection,
    Column("contract_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False, comment="place among the holders"),
    Column("supplier_id", Uuid, nullable=False),
    Column("company", Text, nullable=False, comment="SIREN, or the identifier where there is none"),
    Column("buyer", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("notified_on", Date, nullable=False),
    Column("cpv", Text),
    Column("department", Text, comment="where it is performed"),
    Column("amount", Numeric(18, 2), comment="EUR excluding VAT"),
    Index("ix_award_supplier_id", "supplier_id", "notified_on"),
    Index("ix_award_company", "company", "notified_on"),
)
