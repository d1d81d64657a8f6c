"""Where the external ids of tenders are kept, by which their buyers' own systems know them."""

from sqlalchemy import Column, Table, Text, Uuid

from services.tenders.persistence.tables.base import state

tender_name = Table(
    "tender_name",
    state,
    Column("buyer", Text, primary_key=True),
    Column("external_id", Text, primary_key=True),
    Column("tender_id", Uuid, nullable=False),
)
