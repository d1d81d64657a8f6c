"""Where sourcing requests are kept, whom they ask, and where suppliers are written to."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from chassis.document import Document
from chassis.due import due_column, due_index, keep_due
from chassis.notification import Notification, notification_table
from contracts.vocabulary import Identifier
from services.suppliers.domain.requests.attachment import Attachments
from services.suppliers.domain.requests.contact import Answer, Contact, ContactStatus
from services.suppliers.domain.requests.request import RequestStatus, SourcingRequest
from services.suppliers.domain.requests.terms import RequestTerms
from services.suppliers.persistence.tables.base import mapped, state, word

sourcing_request = Table(
    "sourcing_request",
    state,
    Column("id", Uuid, primary_key=True),
    Column("status", word(RequestStatus), nullable=False),
    Column("terms", Document(RequestTerms), nullable=False),
    Column("match_id", Uuid),
    Column("batches", Integer, nullable=False, comment="mailings so far"),
    Column("next_batch_at", DateTime(timezone=True)),
    Column("tender_id", Uuid, comment="that came of it"),
    Column("opened_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    Column("attachments", Document(Attachments), nullable=False, server_default="[]"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("changes", BigInteger, nullable=False),
    Column("buyer", Text, Computed("terms ->> 'buyer'", persisted=True)),
    due_column(),
    due_index("sourcing_request"),
    Index("ix_sourcing_request_buyer", "buyer", "id"),
    Index("ix_sourcing_request_tender_id", "tender_id"),
)
contact = Table(
    "contact",
    state,
    Column("id", Uuid, primary_key=True, comment="follows from request and supplier"),
    Column("request_id", Uuid, ForeignKey("sourcing_request.id"), nullable=False),
    Column("supplier_id", Uuid, nullable=False),
    Column("identifier", Document(Identifier), nullable=False),
    Column("rank", Integer, nullable=False, comment="among those proposed"),
    Column("status", word(ContactStatus), nullable=False),
    Column("batch", Integer),
    Column("invited_at", DateTime(timezone=True)),
    Column("seen_at", DateTime(timezone=True)),
    Column("answers", Document(tuple[Answer, ...]), nullable=False),
    Column("reason", Text, comment="why it declined"),
    Column("has_bid", Boolean, nullable=False),
    Column("has_won", Boolean, nullable=False),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    Column("changes", BigInteger, nullable=False),
    UniqueConstraint("request_id", "rank"),
    Index("ix_contact_supplier_id", "supplier_id", "invited_at"),
)
mailbox = Table(
    "mailbox",
    state,
    Column("supplier_id", Uuid, primary_key=True),
    Column("email", Text, nullable=False, comment="never told to anybody"),
    Column("muted", Document(tuple[str, ...]), nullable=False, comment="kinds of letters that it does not want"),
)
notification = notification_table(state)

mapped.map_imperatively(
    SourcingRequest,
    sourcing_request,
    version_id_col=sourcing_request.c.changes,
    version_id_generator=False,
    exclude_properties=("buyer",),
    properties={"kept_due_at": sourcing_request.c.due_at},
)
keep_due(SourcingRequest)
mapped.map_imperatively(Contact, contact, version_id_col=contact.c.changes, version_id_generator=False)
mapped.map_imperatively(Notification, notification)
