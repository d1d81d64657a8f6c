"""Where the acts of performance of contracts are kept."""

from sqlalchemy import BigInteger, Column, Computed, Index, Numeric, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.tenders.domain.execution_act import ActKind
from services.tenders.persistence.tables.base import shown, state, word

_AMOUNT = Computed("(record #>> '{value,amount}')::numeric", persisted=True)

execution_act = Table(
    "execution_act",
    state,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("procedure_id", Uuid, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("kind", word(ActKind), nullable=False),
    Column("record", JSONB, nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("value", Numeric(18, 2), _AMOUNT, comment="euros excluding VAT"),
    *shown("record", "invoice"),
    Index("ix_execution_act_contract_id_kind", "contract_id", "kind", "id"),
    Index("ix_execution_act_invoice", "invoice", postgresql_where=text("invoice IS NOT NULL")),
)
