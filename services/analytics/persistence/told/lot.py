"""Lots as advertised, and what became of them."""

from sqlalchemy import Boolean, Column, DateTime, Integer, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.analytics.persistence.told.base import money, rows, subject, told_by

lot_notice = rows(
    "lot_notice",
    *subject("tender_id"),
    Column("lot", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("cpv", Text),
    money("value"),
    Column("months", Integer),
    Column("criteria", Integer, nullable=False, comment="how many; 0 where the dossier gives them"),
    Column("price_weight", Integer, comment="percent, of price and life-cycle cost"),
    Column("environmental_weight", Integer, comment="percent; null where no criteria are told"),
    Column("social_weight", Integer),
    Column("life_cycle_cost", Boolean),
    Column("social", Boolean, nullable=False, comment="clause"),
    Column("environmental", Boolean, nullable=False, comment="clause"),
    Column("equality", Boolean, nullable=False),
    Column("innovation", Boolean, nullable=False),
    Column("reserved", Text),
    Column("advance", Numeric(9, 6)),
    Column("advance_guarantee", Boolean, nullable=False),
    Column("insertion_hours", Integer),
    Column("price_revision", Boolean),
)

lot_event = rows(
    "lot_event",
    *told_by(),
    Column("tender_id", Uuid, nullable=False),
    Column(
        "kind",
        Text,
        nullable=False,
        comment="closed, awarded, evaluated, evaluation-reopened, reopened, proposed, approved, notified, annulled",
    ),
    Column("lot", Integer, nullable=False),
    Column("at", DateTime(timezone=True)),
    Column("outcome", Text),
    Column("reason", Text),
    Column("bids", Integer, comment="received in time"),
    Column("admissible", Integer),
    Column("abnormally_low", Integer),
    Column("abnormally_low_rejected", Integer),
    Column("price_weight", Integer, comment="percent"),
    Column("losers", Integer),
    Column("award_id", Uuid),
    Column("bid_id", Uuid, comment="the winning one"),
    Column("further", JSONB, comment="bids that win beside it"),
    money("value"),
)
