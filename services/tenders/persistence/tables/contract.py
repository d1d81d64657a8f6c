"""Where contracts are kept."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Uuid, text

from chassis.document import Document
from chassis.due import due_column, due_index, keep_due
from contracts.procedures import Modification, Termination
from contracts.vocabulary import ContractState
from services.tenders.domain.contract import Contract
from services.tenders.domain.contract_status import ContractStatus
from services.tenders.persistence.tables.base import mapped, shown, state, word

CONTRACT_FILTERS = ("buyer", "reference", "department", "area", "procedure", "framework")

contract = Table(
    "contract",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from buyer and reference, which makes them unique"),
    Column("procedure_id", Uuid, nullable=False),
    Column("lot", Integer),
    Column("status", word(ContractStatus), nullable=False),
    Column("state", Document(ContractState), nullable=False),
    Column("modifications", Document(tuple[Modification, ...]), nullable=False, server_default="[]"),
    Column("termination", Document(Termination)),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    *shown("state", *CONTRACT_FILTERS),
    Index("ix_contract_buyer", "buyer", "id"),
    Index("ix_contract_needs", "buyer", "area", text("(coalesce(state ->> 'cpv', '')) text_pattern_ops")),
    due_column(),
    due_index("contract"),
    Index("ix_contract_framework", "framework", "id", postgresql_where=text("framework IS NOT NULL")),
    Index("ix_contract_procedure_id", "procedure_id"),
    Index("uq_contract_lot", "procedure_id", "lot", unique=True, postgresql_where=text("lot IS NOT NULL")),
)
mapped.map_imperatively(
    Contract,
    contract,
    version_id_col=contract.c.version,
    version_id_generator=False,
    exclude_properties=CONTRACT_FILTERS,
    properties={"kept_due_at": contract.c.due_at},
)
keep_due(Contract)
