"""Rows as they were told take the place of what figures were read from; all facts are consumed anew."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations
from chassis.schema import NAMING

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TOLD = sa.MetaData(naming_convention=NAMING)
OLD = ("contract_version", "contract", "holder", "supplier", "heard")
MEMORY = ("consumer_offset", "consumer_subject", "parked_event")


def upgrade() -> None:
    op.execute(f"DROP TABLE {', '.join(OLD)}")
    op.execute(f"TRUNCATE {', '.join(MEMORY)}")
    migrations.create_in_projection(TOLD)


def rows(name: str, *columns: sa.Column) -> None:  # type: ignore[type-arg]
    sa.Table(
        name,
        TOLD,
        *columns,
        sa.Column("key", sa.Uuid, nullable=False),
        sa.Column("valid_on", sa.Date, comment="null where nobody said"),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("batch", sa.BigInteger, nullable=False),
        sa.Index(f"ix_{name}_batch", "batch"),
    )


def key(name: str, kind: type[sa.types.TypeEngine[object]] = sa.Uuid) -> sa.Column:  # type: ignore[type-arg]
    return sa.Column(name, kind, primary_key=True, autoincrement=False)


sa.Table(
    "batch",
    TOLD,
    key("number", sa.BigInteger),
    sa.Column("positions", sa.Text, nullable=False, comment="JSON: facts of each topic applied since"),
    sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
    comment="Batches of facts in the order of their commits, without gaps: how copies follow",
)

sa.Table(
    "heard",
    TOLD,
    key("topic", sa.Text),
    sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False, comment="of the newest fact applied"),
)

rows(
    "act_version",
    key("act_id"),
    key("version", sa.BigInteger),
    sa.Column(
        "kind",
        sa.Text,
        nullable=False,
        comment="advance, invoice, payment, subcontract, penalty, clause, food, appraisal",
    ),
    sa.Column("contract_id", sa.Uuid, nullable=False),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("on", sa.Date, comment="paid, received, accepted, applied, evaluated, or last day of a report"),
    sa.Column("value", sa.Numeric(18, 2), comment="EUR excluding VAT; total purchases of food"),
    sa.Column("company", sa.Text, comment="holder of an advance or invoice, or subcontractor"),
    sa.Column("size", sa.Text, comment="of the subcontractor"),
    sa.Column("rate", sa.Numeric(9, 6), comment="of an advance"),
    sa.Column("invoice", sa.Uuid, comment="that a payment settles"),
    sa.Column("received_on", sa.Date, comment="of the invoice that a payment settles"),
    sa.Column("delay_days", sa.Integer),
    sa.Column("late", sa.Boolean),
    sa.Column("starts_on", sa.Date, comment="first day of a report"),
    sa.Column("insertion_hours_contracted", sa.Integer),
    sa.Column("insertion_hours_achieved", sa.Integer),
    sa.Column("equality", sa.Boolean),
    sa.Column("environmental", sa.Boolean),
    sa.Column("sustainable", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("organic", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("french", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("european", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("score", sa.Numeric(5, 2), comment="mean mark out of ten"),
)

rows(
    "opened_bid",
    key("tender_id"),
    key("version", sa.BigInteger),
    key("bid_id"),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("lots", postgresql.JSONB, nullable=False, comment="their numbers"),
    sa.Column("readable", sa.Boolean, nullable=False),
    sa.Column("subcontractors", sa.Integer, nullable=False),
)

rows(
    "bid_member",
    key("tender_id"),
    key("version", sa.BigInteger),
    key("bid_id"),
    key("ordinal", sa.Integer),
    sa.Column("identifier", sa.Text, nullable=False),
    sa.Column("company", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("is_lead", sa.Boolean, nullable=False),
    sa.Column("size", sa.Text),
    sa.Column("commune", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("country", sa.Text),
)

rows(
    "bid_ruling",
    key("subject"),
    key("version", sa.BigInteger),
    sa.Column("tender_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, comment="rejected, reinstated, told (its bidder that it lost)"),
    sa.Column("bid_id", sa.Uuid, nullable=False),
    sa.Column("lot", sa.Integer, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("ground", sa.Text),
    sa.Column("motivated", sa.Boolean, comment="the letter says why"),
    sa.Column("award_id", sa.Uuid),
)

rows(
    "offer",
    key("opening_id"),
    key("version", sa.BigInteger),
    key("bid_id"),
    key("lot", sa.Integer),
    sa.Column("phase", sa.Text, nullable=False),
    sa.Column("price", sa.Numeric(18, 2), comment="EUR excluding VAT: a commercial secret"),
)

rows(
    "contract_version",
    key("contract_id"),
    key("version", sa.BigInteger),
    sa.Column("kind", sa.Text, nullable=False, comment="signed, notified, modified, ended, terminated, corrected"),
    sa.Column("lot", sa.Integer),
    sa.Column(
        "state", postgresql.JSONB, nullable=False, comment="ContractState as told, with what this reader does not know"
    ),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("buyer", sa.Text, nullable=False),
    sa.Column("principal", sa.Text, nullable=False, comment="for whom a mandatary bought (mandant), else the buyer"),
    sa.Column("department", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("cpv", sa.Text),
    sa.Column("nature", sa.Text),
    sa.Column("procedure", sa.Text),
    sa.Column("competed", sa.Boolean, comment="by its procedure; null where that is unknown"),
    sa.Column("technique", sa.Text, nullable=False),
    sa.Column("planned", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("initial", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("current", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("maximum", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("signed_on", sa.Date),
    sa.Column("notified_on", sa.Date),
    sa.Column("published_on", sa.Date),
    sa.Column("ends_on", sa.Date),
    sa.Column("ended_on", sa.Date),
    sa.Column("months", sa.Integer),
    sa.Column("bids", sa.Integer),
    sa.Column("framework", sa.Uuid),
    sa.Column("price_form", sa.Text),
    sa.Column("price_revision", sa.Boolean),
    sa.Column("advance", sa.Numeric(9, 6), comment="rate offered, 0 to 1"),
    sa.Column("advance_guarantee", sa.Boolean),
    sa.Column("social", sa.Boolean, comment="clause; null where no clauses are told"),
    sa.Column("environmental", sa.Boolean),
    sa.Column("equality", sa.Boolean),
    sa.Column("innovation", sa.Boolean),
    sa.Column("reserved", sa.Text),
    sa.Column("insertion_hours", sa.Integer),
    sa.Column("modifications", sa.Integer),
    sa.Column("modification_ground", sa.Text),
    sa.Column("places", postgresql.JSONB, nullable=False, comment="NUTS codes"),
    sa.Column("electronic", sa.Boolean),
    sa.Column("origin_france", sa.Numeric(9, 6)),
    sa.Column("origin_european", sa.Numeric(9, 6)),
)

rows(
    "holder_version",
    key("contract_id"),
    key("version", sa.BigInteger),
    key("ordinal", sa.Integer),
    sa.Column("identifier", sa.Text, comment="scheme and number"),
    sa.Column("company", sa.Text, comment="SIREN, or the identifier where there is none"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column(
        "is_lead", sa.Boolean, nullable=False, comment="alone, mandataire, or the first where nobody is named so"
    ),
    sa.Column("portion", sa.Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    sa.Column("size", sa.Text, comment="as the contract declares it"),
    sa.Column("commune", sa.Text),
    sa.Column("department", sa.Text, comment="French département of the establishment"),
    sa.Column("country", sa.Text, comment="null where the contract does not tell the place"),
    sa.Column("natural_person", sa.Boolean, nullable=False),
    sa.Column("social_economy", sa.Boolean),
    sa.Column("inclusive", sa.Boolean),
)

rows(
    "lot_notice",
    key("tender_id"),
    key("version", sa.BigInteger),
    key("lot", sa.Integer),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("cpv", sa.Text),
    sa.Column("value", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("months", sa.Integer),
    sa.Column("criteria", sa.Integer, nullable=False, comment="how many; 0 where the dossier gives them"),
    sa.Column("price_weight", sa.Integer, comment="percent, of price and life-cycle cost"),
    sa.Column("environmental_weight", sa.Integer, comment="percent; null where no criteria are told"),
    sa.Column("social_weight", sa.Integer),
    sa.Column("life_cycle_cost", sa.Boolean),
    sa.Column("social", sa.Boolean, nullable=False, comment="clause"),
    sa.Column("environmental", sa.Boolean, nullable=False, comment="clause"),
    sa.Column("equality", sa.Boolean, nullable=False),
    sa.Column("innovation", sa.Boolean, nullable=False),
    sa.Column("reserved", sa.Text),
    sa.Column("advance", sa.Numeric(9, 6)),
    sa.Column("advance_guarantee", sa.Boolean, nullable=False),
    sa.Column("insertion_hours", sa.Integer),
    sa.Column("price_revision", sa.Boolean),
)

rows(
    "lot_event",
    key("subject"),
    key("version", sa.BigInteger),
    sa.Column("tender_id", sa.Uuid, nullable=False),
    sa.Column(
        "kind",
        sa.Text,
        nullable=False,
        comment="closed, awarded, evaluated, evaluation-reopened, reopened, proposed, approved, notified, annulled",
    ),
    sa.Column("lot", sa.Integer, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True)),
    sa.Column("outcome", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("bids", sa.Integer, comment="received in time"),
    sa.Column("admissible", sa.Integer),
    sa.Column("abnormally_low", sa.Integer),
    sa.Column("abnormally_low_rejected", sa.Integer),
    sa.Column("price_weight", sa.Integer, comment="percent"),
    sa.Column("losers", sa.Integer),
    sa.Column("award_id", sa.Uuid),
    sa.Column("bid_id", sa.Uuid, comment="the winning one"),
    sa.Column("further", postgresql.JSONB, comment="bids that win beside it"),
    sa.Column("value", sa.Numeric(18, 2), comment="EUR excluding VAT"),
)

rows(
    "plan_version",
    key("entry_id"),
    key("version", sa.BigInteger),
    sa.Column("kind", sa.Text, nullable=False, comment="published, tendered, withdrawn"),
    sa.Column("at", sa.DateTime(timezone=True), comment="when it came about, else when it was recorded"),
    sa.Column("tender_id", sa.Uuid, comment="that came of it"),
    sa.Column("title", sa.Text, comment="this and what follows: of kind published only"),
    sa.Column("buyer", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("cpv", sa.Text),
    sa.Column("nature", sa.Text),
    sa.Column("procedure", sa.Text),
    sa.Column("quarter", sa.Text, comment="2027-Q1"),
    sa.Column("minimum", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("most", sa.Numeric(18, 2), comment="EUR excluding VAT"),
)

rows(
    "sourcing_event",
    key("subject"),
    key("version", sa.BigInteger),
    sa.Column("request_id", sa.Uuid, nullable=False),
    sa.Column("kind", sa.Text, nullable=False, comment="opened, matched, invited, answered, declined, closed"),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("title", sa.Text, comment="this and what follows: of kind opened only"),
    sa.Column("buyer", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("cpv", sa.Text),
    sa.Column("minimum", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("most", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("deadline", sa.DateTime(timezone=True)),
    sa.Column("matched", sa.Integer, comment="suppliers that were proposed"),
    sa.Column("newcomers", sa.Integer, comment="of them, new to the buyer"),
    sa.Column("quota", sa.Integer, comment="how many newcomers there had to be"),
    sa.Column("identifier", sa.Text, comment="of who was invited, answered or declined"),
    sa.Column("company", sa.Text),
    sa.Column("mailing", sa.Integer, comment="in which it was invited"),
    sa.Column("reason", sa.Text, comment="why it declined"),
    sa.Column("tender_id", sa.Uuid, comment="that came of it"),
)

rows(
    "supplier_version",
    key("supplier_id"),
    key("version", sa.BigInteger),
    sa.Column("identifier", sa.Text, nullable=False),
    sa.Column("company", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("size", sa.Text),
    sa.Column("commune", sa.Text),
    sa.Column("department", sa.Text),
    sa.Column("country", sa.Text),
    sa.Column(
        "head_department", sa.Text, comment="département of the head office; null where the registry does not say"
    ),
    sa.Column("head_country", sa.Text),
    sa.Column("naf", sa.Text),
    sa.Column("natural_person", sa.Boolean, nullable=False),
    sa.Column("turnover", sa.Numeric(18, 2), comment="EUR excluding VAT, of a year"),
    sa.Column("social_economy", sa.Boolean),
    sa.Column("inclusive", sa.Boolean),
)

rows(
    "tender_version",
    key("tender_id"),
    key("version", sa.BigInteger),
    sa.Column("kind", sa.Text, nullable=False, comment="published, amended, phase-opened, closed, opened, cancelled"),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it came about"),
    sa.Column("deadline", sa.DateTime(timezone=True), comment="that holds since"),
    sa.Column("phase", sa.Text),
    sa.Column("reason", sa.Text, comment="why it was cancelled"),
    sa.Column("late", sa.Integer, comment="bids that came too late, at an opening"),
    sa.Column("title", sa.Text, comment="this and what follows: of kind published only"),
    sa.Column("buyer", sa.Text),
    sa.Column("principal", sa.Text, comment="for whom a mandatary buys (mandant), else the buyer"),
    sa.Column("department", sa.Text),
    sa.Column("area", sa.Text),
    sa.Column("cpv", sa.Text),
    sa.Column("nature", sa.Text),
    sa.Column("procedure", sa.Text),
    sa.Column("competed", sa.Boolean),
    sa.Column("technique", sa.Text),
    sa.Column("estimated", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("maximum", sa.Numeric(18, 2), comment="EUR excluding VAT"),
    sa.Column("lots", sa.Integer),
    sa.Column("places", postgresql.JSONB),
    sa.Column("electronic", sa.Boolean),
    sa.Column("exemption", sa.Text),
    sa.Column("plan_entry", sa.Uuid),
    sa.Column("sourcing_request", sa.Uuid),
    sa.Column("within", sa.Uuid),
)

rows(
    "withdrawal",
    key("withdrawal_id"),
    key("version", sa.BigInteger),
    sa.Column("tender_id", sa.Uuid, nullable=False),
    sa.Column("organisation", sa.Text, comment="SIRET of a company that declared itself"),
    sa.Column("company", sa.Text),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
)

rows(
    "question",
    key("question_id"),
    key("version", sa.BigInteger),
    sa.Column("tender_id", sa.Uuid, nullable=False),
    sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
)
