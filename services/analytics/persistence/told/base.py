"""What every table of told rows has in common."""

from sqlalchemy import BigInteger, Column, Date, DateTime, Index, MetaData, Numeric, Table, Text, Uuid

from chassis.replay import VOLATILE
from chassis.schema import NAMING

told = MetaData(naming_convention=NAMING)
"""The projection: it follows from the facts alone."""

batch = Table(
    "batch",
    told,
    Column("number", BigInteger, primary_key=True, autoincrement=False, info=VOLATILE),
    Column("positions", Text, nullable=False, info=VOLATILE, comment="JSON: facts of each topic applied since"),
    Column("settled_at", DateTime(timezone=True), nullable=False, info=VOLATILE),
    info=VOLATILE,
    comment="Batches of facts in the order of their commits, without gaps: how copies follow",
)
heard = Table(
    "heard",
    told,
    Column("topic", Text, primary_key=True),
    Column("recorded_at", DateTime(timezone=True), nullable=False, info=VOLATILE, comment="of the newest fact applied"),
)


def subject(name: str) -> tuple[Column, Column]:  # type: ignore[type-arg]
    """The key of a row: the entity that a fact is about, and the version that it led to."""
    return (
        Column(name, Uuid, primary_key=True),
        Column("version", BigInteger, primary_key=True, autoincrement=False),
    )


def told_by() -> tuple[Column, Column]:  # type: ignore[type-arg]
    """The key of a row about a thing whose facts several entities tell: the entity that told, and its version."""
    return subject("subject")


def money(name: str, comment: str = "EUR excluding VAT") -> Column:  # type: ignore[type-arg]
    """A value in EUR excluding VAT."""
    return Column(name, Numeric(18, 2), comment=comment)


def rows(name: str, *columns: Column) -> Table:  # type: ignore[type-arg]
    """A table of told rows.

    `key` is the procedure, plan entry or supplier whose facts come in order; `valid_on` the day (Europe/Paris) since
    which it is true, `recorded_at` when it was recorded; `batch` when the observatory took it in.
    """
    return Table(
        name,
        told,
        *columns,
        Column("key", Uuid, nullable=False),
        Column("valid_on", Date, comment="null where nobody said"),
        Column("recorded_at", DateTime(timezone=True), nullable=False),
        Column("batch", BigInteger, nullable=False, info=VOLATILE),
        Index(f"ix_{name}_batch", "batch"),
    )
