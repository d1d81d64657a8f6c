"""What the observatory publishes by itself, and the targets that buyers set."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target_series",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("goals", postgresql.JSONB, nullable=False, comment="year and value; none where the catalogue's hold"),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.UniqueConstraint("indicator", "buyer", name="uq_target_series_indicator"),
    )
    op.create_table(
        "target_setting",
        sa.Column("series_id", sa.Uuid, sa.ForeignKey("target_series.id"), primary_key=True),
        sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("goals", postgresql.JSONB, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("set_by", sa.Text, nullable=False, comment="the name of a key"),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        comment="Every change of every series; rows are only ever added",
    )
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False, comment="a year, or rolling-12"),
        sa.Column("buyer", sa.Text, comment="null: of all buyers"),
        sa.Column("said", postgresql.JSONB, comment="the last fact told of its value"),
        sa.Column("aim", sa.Numeric, comment="the target that it is held to"),
        sa.Column("reached", sa.Boolean, comment="when that could last be said"),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
    )
    op.create_table(
        "publication",
        sa.Column("name", sa.Text, primary_key=True, comment="what is published: figures, grades, flags"),
        sa.Column("positions", postgresql.JSONB, nullable=False, comment="facts of each feed that it was made from"),
        sa.Column("day", sa.Date, nullable=False, comment="the day (Europe/Paris) it was made for"),
        sa.Column(
            "settings", sa.BigInteger, nullable=False, comment="changes of targets, or of fences, that it was made with"
        ),
    )
