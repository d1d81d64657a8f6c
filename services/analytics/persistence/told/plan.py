"""Entries of purchase plans."""

from sqlalchemy import Column, DateTime, Text, Uuid

from services.analytics.persistence.told.base import money, rows, subject

plan_version = rows(
    "plan_version",
    *subject("entry_id"),
    Column("kind", Text, nullable=False, comment="published, tendered, withdrawn"),
    Column("at", DateTime(timezone=True), comment="when it came about, else when it was recorded"),
    Column("tender_id", Uuid, comment="that came of it"),
    Column("title", Text, comment="this and what follows: of kind published only"),
    Column("buyer", Text),
    Column("department", Text),
    Column("area", Text),
    Column("cpv", Text),
    Column("nature", Text),
    Column("procedure", Text),
    Column("quarter", Text, comment="2027-Q1"),
    money("minimum"),
    money("most"),
)
