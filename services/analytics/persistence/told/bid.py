"""Bids as their opening showed them, and what was decided of each."""

from sqlalchemy import Boolean, Column, DateTime, Integer, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.analytics.persistence.told.base import money, rows, subject, told_by

opened_bid = rows(
    "opened_bid",
    *subject("tender_id"),
    Column("bid_id", Uuid, primary_key=True),
    Column("phase", Text, nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("lots", JSONB, nullable=False, comment="their numbers"),
    Column("readable", Boolean, nullable=False),
    Column("subcontractors", Integer, nullable=False),
)

bid_member = rows(
    "bid_member",
    *subject("tender_id"),
    Column("bid_id", Uuid, primary_key=True),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("identifier", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("is_lead", Boolean, nullable=False),
    Column("size", Text),
    Column("commune", Text),
    Column("department", Text),
    Column("country", Text),
)

bid_ruling = rows(
    "bid_ruling",
    *told_by(),
    Column("tender_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False, comment="rejected, reinstated, told (its bidder that it lost)"),
    Column("bid_id", Uuid, nullable=False),
    Column("lot", Integer, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("ground", Text),
    Column("motivated", Boolean, comment="the letter says why"),
    Column("award_id", Uuid),
)

offer = rows(
    "offer",
    *subject("opening_id"),
    Column("bid_id", Uuid, primary_key=True),
    Column("lot", Integer, primary_key=True, autoincrement=False),
    Column("phase", Text, nullable=False),
    money("price", "EUR excluding VAT: a commercial secret"),
)
