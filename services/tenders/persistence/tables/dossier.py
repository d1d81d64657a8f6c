"""Where the documents of tenders are listed; their content is in the storage."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Uuid

from chassis.document import Document
from services.tenders.domain.dossier import DocumentVersion, Dossier
from services.tenders.persistence.tables.base import mapped, state

dossier = Table(
    "dossier",
    state,
    Column("id", Uuid, ForeignKey("tender.id"), primary_key=True, comment="the tender's"),
    Column("versions", Document(tuple[DocumentVersion, ...]), nullable=False),
    Column("revision", BigInteger, nullable=False),
)
mapped.map_imperatively(
    Dossier,
    dossier,
    version_id_col=dossier.c.revision,
    version_id_generator=False,
)
