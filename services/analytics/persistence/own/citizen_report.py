"""Where reports about records are kept."""

from sqlalchemy import BigInteger, Column, DateTime, Enum, Index, Table, Text, Uuid

from services.analytics.domain.citizen_report import CitizenReport, ReportState
from services.analytics.persistence.own.base import mapped, state

_STATE = Enum(ReportState, native_enum=False, length=20, values_callable=lambda words: [one.value for one in words])

citizen_report = Table(
    "citizen_report",
    state,
    Column("id", Uuid, primary_key=True),
    Column("contract_id", Uuid, nullable=False),
    Column("field", Text, nullable=False),
    Column("wrong", Text, nullable=False),
    Column("reported_at", DateTime(timezone=True), nullable=False),
    Column("contact", Text, comment="never public; forgotten once the report is decided"),
    Column("state", _STATE, nullable=False),
    Column("reason", Text),
    Column("decided_at", DateTime(timezone=True)),
    Column("decided_by", Text, comment="the name of a key"),
    Column("revision", BigInteger, nullable=False, comment="changes"),
    Index("ix_citizen_report_contract_id", "contract_id"),
)
mapped.map_imperatively(
    CitizenReport, citizen_report, version_id_col=citizen_report.c.revision, version_id_generator=False
)
