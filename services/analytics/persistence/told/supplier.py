"""Versions of suppliers, as the registry tells them."""

from sqlalchemy import Boolean, Column, Text

from services.analytics.persistence.told.base import money, rows, subject

supplier_version = rows(
    "supplier_version",
    *subject("supplier_id"),
    Column("identifier", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", Text),
    Column("commune", Text),
    Column("department", Text),
    Column("country", Text),
    Column("head_department", Text, comment="département of the head office; null where the registry does not say"),
    Column("head_country", Text),
    Column("naf", Text),
    Column("natural_person", Boolean, nullable=False),
    money("turnover", "EUR excluding VAT, of a year"),
    Column("social_economy", Boolean),
    Column("inclusive", Boolean),
)
