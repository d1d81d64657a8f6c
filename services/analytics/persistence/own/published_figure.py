"""Where it is kept what was last published of each figure, and from which facts."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Numeric, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from chassis.document import Document
from contracts.observatory import IndicatorComputed
from services.analytics.domain.published_figure import PublishedFigure
from services.analytics.persistence.own.base import mapped, state

published_figure = Table(
    "published_figure",
    state,
    Column("id", Uuid, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("period", Text, nullable=False, comment="a year, or rolling-12"),
    Column("buyer", Text, comment="null: of all buyers"),
    Column("said", Document(IndicatorComputed), comment="the last fact told of its value"),
    Column("aim", Numeric, comment="the target that it is held to"),
    Column("reached", Boolean, comment="when that could last be said"),
    Column("version", BigInteger, nullable=False, comment="facts told"),
)
mapped.map_imperatively(
    PublishedFigure, published_figure, version_id_col=published_figure.c.version, version_id_generator=False
)

publication = Table(
    "publication",
    state,
    Column("name", Text, primary_key=True, comment="what is published: figures, grades, flags"),
    Column("positions", JSONB, nullable=False, comment="facts of each feed that it was made from"),
    Column("day", Date, nullable=False, comment="the day (Europe/Paris) it was made for"),
    Column("settings", BigInteger, nullable=False, comment="changes of targets, or of fences, that it was made with"),
)
