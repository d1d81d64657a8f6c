"""What was told of sourcing requests."""

from sqlalchemy import Column, DateTime, Integer, Text, Uuid

from services.analytics.persistence.told.base import money, rows, told_by

sourcing_event = rows(
    "sourcing_event",
    *told_by(),
    Column("request_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False, comment="opened, matched, invited, answered, declined, closed"),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("title", Text, comment="this and what follows: of kind opened only"),
    Column("buyer", Text),
    Column("department", Text),
    Column("area", Text),
    Column("cpv", Text),
    money("minimum"),
    money("most"),
    Column("deadline", DateTime(timezone=True)),
    Column("matched", Integer, comment="suppliers that were proposed"),
    Column("newcomers", Integer, comment="of them, new to the buyer"),
    Column("quota", Integer, comment="how many newcomers there had to be"),
    Column("identifier", Text, comment="of who was invited, answered or declined"),
    Column("company", Text),
    Column("mailing", Integer, comment="in which it was invited"),
    Column("reason", Text, comment="why it declined"),
    Column("tender_id", Uuid, comment="that came of it"),
)
