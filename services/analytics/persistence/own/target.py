"""Where the targets are kept that buyers set themselves, and every change of them."""

from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Table, Text, UniqueConstraint, Uuid

from chassis.document import Document
from contracts.observatory import Goal
from services.analytics.domain.target_series import Setting, TargetSeries
from services.analytics.persistence.own.base import mapped, state

GOALS = tuple[Goal, ...]

target_series = Table(
    "target_series",
    state,
    Column("id", Uuid, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("plan", Text, nullable=False),
    Column("goals", Document(GOALS), nullable=False, comment="year and value; none where the catalogue's hold"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    UniqueConstraint("indicator", "buyer"),
)
mapped.map_imperatively(TargetSeries, target_series, version_id_col=target_series.c.version, version_id_generator=False)

target_setting = Table(
    "target_setting",
    state,
    Column("series_id", Uuid, ForeignKey("target_series.id"), primary_key=True),
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("plan", Text, nullable=False),
    Column("goals", Document(GOALS), nullable=False),
    Column("reason", Text, nullable=False),
    Column("set_by", Text, nullable=False, comment="the name of a key"),
    Column("set_at", DateTime(timezone=True), nullable=False),
    comment="Every change of every series; rows are only ever added",
)


def setting_row(series: TargetSeries, setting: Setting) -> dict[str, object]:
    """A change as its row."""
    return {"series_id": series.id, **vars(setting)}
