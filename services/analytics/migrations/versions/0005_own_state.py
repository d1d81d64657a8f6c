"""What the observatory publishes by itself, the targets that buyers set, red flags, and alerts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations
from chassis.schema import NAMING

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TOLD = sa.MetaData(naming_convention=NAMING)

sa.Table(
    "flag_version",
    TOLD,
    sa.Column("flag_id", sa.Uuid, primary_key=True),
    sa.Column("version", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False, comment="raised, cleared"),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False, comment="procedure, buyer, company"),
    sa.Column("year", sa.Integer, nullable=False, comment="in which bids were opened"),
    sa.Column("tender_id", sa.Uuid),
    sa.Column("lot", sa.Integer),
    sa.Column("buyer", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("company", sa.Text),
    sa.Column("key", sa.Uuid, nullable=False),
    sa.Column("valid_on", sa.Date, comment="null where nobody said"),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("batch", sa.BigInteger, nullable=False),
    sa.Index("ix_flag_version_batch", "batch"),
)


def upgrade() -> None:
    op.create_table(
        "target_series",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("buyer", sa.Text, nullable=False),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("goals", postgresql.JSONB, nullable=False, comment="year and value; none where the catalogue's hold"),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        sa.UniqueConstraint("indicator", "buyer", name="uq_target_series_indicator_buyer"),
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
    op.create_table(
        "department_grade",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("said", postgresql.JSONB, nullable=False, comment="the last fact told of it"),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
    )
    op.create_table(
        "red_flag",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("raised", sa.Boolean, nullable=False),
        sa.Column("said", postgresql.JSONB, nullable=False, comment="the last fact told of why it is raised"),
        sa.Column("version", sa.BigInteger, nullable=False, comment="facts told"),
        *(
            sa.Column(name, sa.Text, sa.Computed(f"said ->> '{name}'", persisted=True))
            for name in ("rule", "subject", "buyer", "department")
        ),
    )
    op.create_index("ix_red_flag_year", "red_flag", ["year", "rule"], postgresql_where=sa.text("raised"))
    op.create_table(
        "frozen_fence",
        sa.Column("year", sa.Integer, primary_key=True, autoincrement=False, comment="that it holds for"),
        sa.Column("comparison", sa.Text, primary_key=True, comment="procedures, lots"),
        sa.Column("measure", sa.Text, primary_key=True, comment="R024, R038.Buyer"),
        sa.Column("limit", sa.Double, nullable=False),
        sa.Column("q1", sa.Double),
        sa.Column("q3", sa.Double),
        sa.Column("seen", sa.Integer, nullable=False, comment="what was compared, the year before"),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        comment="Never changed: what was unusual stays so",
    )
    op.create_table(
        "flag_comment",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("flag_id", sa.Uuid, sa.ForeignKey("red_flag.id"), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False, comment="the name of a key"),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_flag_comment_flag_id", "flag_comment", ["flag_id"])
    _create_alerts()
    migrations.create_in_projection(TOLD)


def _create_alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("client", sa.Text, nullable=False, comment="the key that set it"),
        sa.Column("organisation", sa.Text),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("indicator", sa.Text),
        sa.Column("buyer", sa.Text),
        sa.Column("department", sa.Text),
        sa.Column("email", sa.Text, comment="null: on the list alone"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_alert_client", "alert", ["client", "id"])
    op.create_table(
        "digest",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text),
        sa.Column("due_at", sa.DateTime(timezone=True), comment="when time alone moves it next"),
    )
    op.create_index("ix_digest_due_at", "digest", ["due_at"], postgresql_where=sa.text("due_at IS NOT NULL"))
    op.create_index("ix_digest_email", "digest", ["email", "sent_at"])
    op.create_table(
        "alert_notice",
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("alert_id", sa.Uuid, sa.ForeignKey("alert.id", ondelete="CASCADE"), nullable=False),
        sa.Column("subject", sa.Text, nullable=False, comment="that the fact is about"),
        sa.Column("fact_id", sa.Uuid, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest_id", sa.Uuid, sa.ForeignKey("digest.id"), comment="the letter that tells it"),
        sa.UniqueConstraint("alert_id", "subject", "fact_id", name="uq_alert_notice_alert_id_subject_fact_id"),
        comment="Nothing is told twice by one alert",
    )
    op.create_index("ix_alert_notice_digest_id", "alert_notice", ["digest_id"])
