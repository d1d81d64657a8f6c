"""Where red flags are kept, the fences that were frozen for them, and what buyers say."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    DateTime,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    Uuid,
    text,
)

from chassis.document import Document
from contracts.flags import RedFlagRaised
from services.analytics.domain.red_flag import RedFlag
from services.analytics.persistence.own.base import mapped, state


def _told(name: str) -> Column[str]:
    """A member of what was told, by which reads filter."""
    return Column(name, Text, Computed(f"said ->> '{name}'", persisted=True))


red_flag = Table(
    "red_flag",
    state,
    Column("id", Uuid, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("raised", Boolean, nullable=False),
    Column("said", Document(RedFlagRaised), nullable=False, comment="the last fact told of why it is raised"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
    *map(_told, ("rule", "subject", "buyer", "department")),
    Index("ix_red_flag_year", "year", "rule", postgresql_where=text("raised")),
)
mapped.map_imperatively(
    RedFlag,
    red_flag,
    include_properties=["id", "year", "raised", "said", "version"],
    version_id_col=red_flag.c.version,
    version_id_generator=False,
)

frozen_fence = Table(
    "frozen_fence",
    state,
    Column("year", Integer, primary_key=True, autoincrement=False, comment="that it holds for"),
    Column("comparison", Text, primary_key=True, comment="procedures, lots"),
    Column("measure", Text, primary_key=True, comment="R024, R038.Buyer"),
    Column("limit", Double, nullable=False),
    Column("q1", Double),
    Column("q3", Double),
    Column("seen", Integer, nullable=False, comment="what was compared, the year before"),
    Column("frozen_at", DateTime(timezone=True), nullable=False),
    comment="Never changed: what was unusual stays so",
)

flag_comment = Table(
    "flag_comment",
    state,
    Column("id", Uuid, primary_key=True),
    Column("flag_id", Uuid, ForeignKey("red_flag.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("written_by", Text, nullable=False, comment="the name of a key"),
    Column("written_at", DateTime(timezone=True), nullable=False),
)
