"""Red flags, as the observatory itself raised and cleared them."""

from sqlalchemy import Column, DateTime, Integer, Text, Uuid

from services.analytics.persistence.told.base import rows, subject

flag_version = rows(
    "flag_version",
    *subject("flag_id"),
    Column("kind", Text, nullable=False, comment="raised, cleared"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("rule", Text, nullable=False),
    Column("about", Text, nullable=False, comment="procedure, buyer, company"),
    Column("year", Integer, nullable=False, comment="in which bids were opened"),
    Column("tender_id", Uuid),
    Column("lot", Integer),
    Column("buyer", Text),
    Column("department", Text),
    Column("company", Text),
)
