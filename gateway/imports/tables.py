"""The tables of imports: a job, what is left of its file, and what became of each row."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy import func as sql
from sqlalchemy.dialects.postgresql import JSONB

from gateway.identity.tables import state

_JOB = ForeignKey("import_job.id", ondelete="CASCADE", name="fk_import_batch_job_id_import_job")
_ROW_JOB = ForeignKey("import_job.id", ondelete="CASCADE", name="fk_import_row_job_id_import_job")
_NONE = text("0")

import_job = Table(
    "import_job",
    state,
    Column("id", Uuid, primary_key=True),
    Column("noun", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("state", Text, nullable=False, comment="receiving, waiting, running, done, cancelled"),
    Column("client", Text, nullable=False, comment="in whose name the rows are sent; the key itself is not kept"),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("organisation", Text, comment="SIRET, * for every organisation, or none"),
    Column("idempotency_key", Text),
    Column("sha256", Text, comment="of the file"),
    Column("header", LargeBinary, comment="the first line of a CSV file"),
    Column("total", BigInteger, nullable=False, server_default=_NONE),
    Column("created", BigInteger, nullable=False, server_default=_NONE),
    Column("corrected", BigInteger, nullable=False, server_default=_NONE),
    Column("unchanged", BigInteger, nullable=False, server_default=_NONE),
    Column("refused", BigInteger, nullable=False, server_default=_NONE),
    Column("waits_for", Text, comment="the service that does not answer"),
    Column("begun_at", DateTime(timezone=True), nullable=False, server_default=sql.now()),
    Column("touched_at", DateTime(timezone=True), nullable=False, server_default=sql.now()),
    Column("ended_at", DateTime(timezone=True)),
    Index("ix_import_job_organisation", "organisation", "id"),
    Index(
        "ix_import_job_touched_at", "touched_at", postgresql_where=text("state IN ('receiving', 'waiting', 'running')")
    ),
    Index("uq_import_job_client_idempotency_key", "client", "idempotency_key", unique=True),
)
import_batch = Table(
    "import_batch",
    state,
    Column("job_id", Uuid, _JOB, primary_key=True),
    Column("first", BigInteger, primary_key=True, comment="number of its first row, from 1"),
    Column("lines", LargeBinary, nullable=False, comment="rows that were not sent yet, as they came"),
)
import_row = Table(
    "import_row",
    state,
    Column("job_id", Uuid, _ROW_JOB, primary_key=True),
    Column("number", BigInteger, primary_key=True),
    Column("outcome", Text, nullable=False),
    Column("external_id", Text),
    Column("entity_id", Text),
    Column("version", Integer),
    Column("errors", JSONB, nullable=False),
    Index("ix_import_row_outcome", "job_id", "outcome", "number"),
)
