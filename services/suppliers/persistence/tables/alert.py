"""Where saved searches are kept, what was found for each, and what is known of tenders that awards follow."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, Table, Text, Uuid, text

from chassis.document import Document
from chassis.due import due_column, due_index
from services.suppliers.domain.alerts.notice import Notice
from services.suppliers.domain.alerts.search import SavedSearch, SearchTerms
from services.suppliers.persistence.tables.base import mapped, projection, state

saved_search = Table(
    "saved_search",
    state,
    Column("id", Uuid, primary_key=True),
    Column("organisation", Text, nullable=False),
    Column("terms", Document(SearchTerms), nullable=False),
    Column("email", Text, comment="told to nobody else"),
    Column("since", DateTime(timezone=True), nullable=False, comment="what happened before is no news"),
    Column("changes", BigInteger, nullable=False),
    due_column(),
    due_index("saved_search"),
    Index("ix_saved_search_organisation", "organisation", "id"),
)
hit = Table(
    "hit",
    state,
    Column("search_id", Uuid, ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True),
    Column("subject", Uuid, primary_key=True, comment="plan entry, tender, or award of a lot"),
    Column("notice", Document(Notice), nullable=False),
    Column("found_at", DateTime(timezone=True), nullable=False),
    Column("told_at", DateTime(timezone=True), comment="in a digest"),
    Index("ix_hit_found_at", "search_id", "found_at", "subject"),
    Index("ix_hit_untold", "search_id", postgresql_where=text("told_at IS NULL")),
)
tender_notice = Table(
    "tender_notice",
    projection,
    Column("tender_id", Uuid, primary_key=True),
    Column("notice", Document(Notice), nullable=False),
)
mapped.map_imperatively(SavedSearch, saved_search, version_id_col=saved_search.c.changes, version_id_generator=False)
