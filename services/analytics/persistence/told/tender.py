"""What was told of tenders, of questions about them and of those who took their documents."""

from sqlalchemy import Boolean, Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.analytics.persistence.told.base import money, rows, subject

tender_version = rows(
    "tender_version",
    *subject("tender_id"),
    Column("kind", Text, nullable=False, comment="published, amended, phase-opened, closed, opened, cancelled"),
    Column("at", DateTime(timezone=True), nullable=False, comment="when it came about"),
    Column("deadline", DateTime(timezone=True), comment="that holds since"),
    Column("phase", Text),
    Column("reason", Text, comment="why it was cancelled"),
    Column("late", Integer, comment="bids that came too late, at an opening"),
    Column("title", Text, comment="this and what follows: of kind published only"),
    Column("buyer", Text),
    Column("principal", Text, comment="for whom a mandatary buys (mandant), else the buyer"),
    Column("department", Text),
    Column("area", Text),
    Column("cpv", Text),
    Column("nature", Text),
    Column("procedure", Text),
    Column("competed", Boolean),
    Column("technique", Text),
    money("estimated"),
    money("maximum"),
    Column("lots", Integer),
    Column("places", JSONB),
    Column("electronic", Boolean),
    Column("exemption", Text),
    Column("plan_entry", Uuid),
    Column("sourcing_request", Uuid),
    Column("within", Uuid),
)

withdrawal = rows(
    "withdrawal",
    *subject("withdrawal_id"),
    Column("tender_id", Uuid, nullable=False),
    Column("organisation", Text, comment="SIRET of a company that declared itself"),
    Column("company", Text),
    Column("at", DateTime(timezone=True), nullable=False),
)

question = rows(
    "question",
    *subject("question_id"),
    Column("tender_id", Uuid, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("answered_at", DateTime(timezone=True), nullable=False),
)
