"""Where the approvals of tenders are kept."""

from sqlalchemy import Column, ForeignKey, Table, Uuid

from chassis.document import Document
from services.tenders.domain.review import Review
from services.tenders.domain.review_round import Round
from services.tenders.persistence.tables.base import mapped, state

review = Table(
    "review",
    state,
    Column("id", Uuid, ForeignKey("tender.id"), primary_key=True, comment="the tender, whose revision counts for both"),
    Column("rounds", Document(tuple[Round, ...]), nullable=False),
)
mapped.map_imperatively(Review, review)
