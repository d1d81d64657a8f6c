"""Where the labels and certificates of suppliers are kept."""

from sqlalchemy import BigInteger, Column, Computed, ForeignKey, Index, Table, Text, Uuid, text

from chassis.document import Document
from chassis.due import due_column, due_index, keep_due
from contracts.suppliers import Certificate
from services.suppliers.domain.certificate import CertificateStatus, HeldCertificate
from services.suppliers.persistence.tables.base import mapped, state, word

certificate = Table(
    "certificate",
    state,
    Column("id", Uuid, primary_key=True),
    Column("supplier_id", Uuid, ForeignKey("supplier.id"), nullable=False),
    Column("certificate", Document(Certificate), nullable=False),
    Column("status", word(CertificateStatus), nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("code", Text, Computed("certificate ->> 'code'", persisted=True)),
    due_column(),
    due_index("certificate"),
    Index("ix_certificate_supplier_id", "supplier_id", "id"),
    Index("ix_certificate_code", "code", "supplier_id", postgresql_where=text("status = 'valid'")),
)
mapped.map_imperatively(
    HeldCertificate,
    certificate,
    version_id_col=certificate.c.version,
    version_id_generator=False,
    exclude_properties=("code",),
    properties={"kept_due_at": certificate.c.due_at},
)
keep_due(HeldCertificate)
