"""Where contracts that run are kept, as the facts of procedures tell them."""

from sqlalchemy import Column, Date, Index, Table, Text, Uuid

from chassis.document import Document
from contracts.vocabulary import ContractState
from services.suppliers.persistence.tables.base import projection

running = Table(
    "running",
    projection,
    Column("contract_id", Uuid, primary_key=True),
    Column("buyer", Text, nullable=False),
    Column("ends_on", Date, nullable=False, comment="last day, as agreed or by its months"),
    Column("contract", Document(ContractState), nullable=False),
    Index("ix_running_buyer", "buyer", "ends_on", "contract_id"),
)
