"""Rows as they were told take the place of what figures were read from; all facts are consumed anew."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from chassis import migrations
from chassis.schema import NAMING

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

Kind = sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]
TOLD = sa.MetaData(naming_convention=NAMING)
MONEY, SHARE, INSTANT = sa.Numeric(18, 2), sa.Numeric(9, 6), sa.DateTime(timezone=True)
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


def needed(kind: Kind, names: str) -> Iterator[sa.Column]:  # type: ignore[type-arg]
    return (sa.Column(name, kind, nullable=False) for name in names.split())


def told(kind: Kind, names: str) -> Iterator[sa.Column]:  # type: ignore[type-arg]
    comment = "EUR excluding VAT" if kind is MONEY else None
    return (sa.Column(name, kind, comment=comment) for name in names.split())


def subject(name: str) -> tuple[sa.Column, ...]:  # type: ignore[type-arg]
    return key(name), key("version", sa.BigInteger)


def key(name: str, kind: Kind = sa.Uuid) -> sa.Column:  # type: ignore[type-arg]
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
    *subject("act_id"),
    *needed(sa.Uuid, "contract_id"),
    *needed(sa.Text, "buyer"),
    *told(sa.Integer, "delay_days insertion_hours_contracted insertion_hours_achieved"),
    *told(sa.Boolean, "late equality environmental"),
    *told(MONEY, "sustainable organic french european"),
    sa.Column(
        "kind",
        sa.Text,
        nullable=False,
        comment="advance, invoice, payment, subcontract, penalty, clause, food, appraisal",
    ),
    sa.Column("on", sa.Date, comment="paid, received, accepted, applied, evaluated, or last day of a report"),
    sa.Column("value", sa.Numeric(18, 2), comment="EUR excluding VAT; total purchases of food"),
    sa.Column("company", sa.Text, comment="holder of an advance or invoice, or subcontractor"),
    sa.Column("size", sa.Text, comment="of the subcontractor"),
    sa.Column("rate", sa.Numeric(9, 6), comment="of an advance"),
    sa.Column("invoice", sa.Uuid, comment="that a payment settles"),
    sa.Column("received_on", sa.Date, comment="of the invoice that a payment settles"),
    sa.Column("starts_on", sa.Date, comment="first day of a report"),
    sa.Column("score", sa.Numeric(5, 2), comment="mean mark out of ten"),
)
rows(
    "opened_bid",
    *subject("tender_id"),
    key("bid_id"),
    *needed(sa.Text, "phase"),
    *needed(INSTANT, "opened_at received_at"),
    *needed(sa.Boolean, "readable"),
    *needed(sa.Integer, "subcontractors"),
    sa.Column("lots", postgresql.JSONB, nullable=False, comment="their numbers"),
)
rows(
    "bid_member",
    *subject("tender_id"),
    key("bid_id"),
    key("ordinal", sa.Integer),
    *needed(sa.Text, "identifier company name role"),
    *needed(sa.Boolean, "is_lead"),
    *told(sa.Text, "size commune department country"),
)
rows(
    "bid_ruling",
    *subject("subject"),
    *needed(sa.Uuid, "tender_id bid_id"),
    *needed(sa.Integer, "lot"),
    *needed(INSTANT, "at"),
    *told(sa.Text, "ground"),
    *told(sa.Uuid, "award_id"),
    sa.Column("kind", sa.Text, nullable=False, comment="rejected, reinstated, told (its bidder that it lost)"),
    sa.Column("motivated", sa.Boolean, comment="the letter says why"),
)
rows(
    "offer",
    *subject("opening_id"),
    key("bid_id"),
    key("lot", sa.Integer),
    *needed(sa.Text, "phase"),
    sa.Column("price", sa.Numeric(18, 2), comment="EUR excluding VAT: a commercial secret"),
)
rows(
    "contract_version",
    *subject("contract_id"),
    *needed(sa.Text, "reference title buyer technique"),
    *told(sa.Integer, "lot months bids insertion_hours modifications"),
    *told(sa.Text, "department area cpv nature procedure price_form reserved modification_ground"),
    *told(MONEY, "planned initial current maximum"),
    *told(sa.Date, "signed_on notified_on published_on ends_on ended_on"),
    *told(sa.Uuid, "framework"),
    *told(sa.Boolean, "price_revision advance_guarantee environmental equality innovation electronic"),
    *told(SHARE, "origin_france origin_european"),
    sa.Column("kind", sa.Text, nullable=False, comment="signed, notified, modified, ended, terminated, corrected"),
    sa.Column(
        "state", sa.Text, nullable=False, comment="JSON: ContractState as told, with what this reader does not know"
    ),
    sa.Column("principal", sa.Text, nullable=False, comment="for whom a mandatary bought (mandant), else the buyer"),
    sa.Column("competed", sa.Boolean, comment="by its procedure; null where that is unknown"),
    sa.Column("advance", sa.Numeric(9, 6), comment="rate offered, 0 to 1"),
    sa.Column("social", sa.Boolean, comment="clause; null where no clauses are told"),
    sa.Column("places", postgresql.JSONB, nullable=False, comment="NUTS codes"),
)
rows(
    "holder_version",
    *subject("contract_id"),
    key("ordinal", sa.Integer),
    *needed(sa.Text, "name role"),
    *needed(sa.Boolean, "natural_person"),
    *told(sa.Text, "commune"),
    *told(sa.Boolean, "social_economy inclusive"),
    sa.Column("identifier", sa.Text, comment="scheme and number"),
    sa.Column("company", sa.Text, comment="SIREN, or the identifier where there is none"),
    sa.Column(
        "is_lead", sa.Boolean, nullable=False, comment="alone, mandataire, or the first where nobody is named so"
    ),
    sa.Column("portion", sa.Numeric(19, 18), nullable=False, comment="of the value, 0 to 1"),
    sa.Column("size", sa.Text, comment="as the contract declares it"),
    sa.Column("department", sa.Text, comment="French département of the establishment"),
    sa.Column("country", sa.Text, comment="null where the contract does not tell the place"),
)
rows(
    "lot_notice",
    *subject("tender_id"),
    key("lot", sa.Integer),
    *needed(sa.Text, "title"),
    *needed(sa.Boolean, "equality innovation advance_guarantee"),
    *told(sa.Text, "cpv reserved"),
    *told(MONEY, "value"),
    *told(sa.Integer, "months social_weight insertion_hours"),
    *told(sa.Boolean, "life_cycle_cost price_revision"),
    *told(SHARE, "advance"),
    sa.Column("criteria", sa.Integer, nullable=False, comment="how many; 0 where the dossier gives them"),
    sa.Column("price_weight", sa.Integer, comment="percent, of price and life-cycle cost"),
    sa.Column("environmental_weight", sa.Integer, comment="percent; null where no criteria are told"),
    sa.Column("social", sa.Boolean, nullable=False, comment="clause"),
    sa.Column("environmental", sa.Boolean, nullable=False, comment="clause"),
)
rows(
    "lot_event",
    *subject("subject"),
    *needed(sa.Uuid, "tender_id"),
    *needed(sa.Integer, "lot"),
    *told(INSTANT, "at"),
    *told(sa.Text, "outcome reason"),
    *told(sa.Integer, "admissible abnormally_low abnormally_low_rejected losers"),
    *told(sa.Uuid, "award_id"),
    *told(MONEY, "value"),
    sa.Column(
        "kind",
        sa.Text,
        nullable=False,
        comment="closed, awarded, evaluated, evaluation-reopened, reopened, proposed, approved, notified, annulled",
    ),
    sa.Column("bids", sa.Integer, comment="received in time"),
    sa.Column("price_weight", sa.Integer, comment="percent"),
    sa.Column("bid_id", sa.Uuid, comment="the winning one"),
    sa.Column("further", postgresql.JSONB, comment="bids that win beside it"),
)
rows(
    "plan_version",
    *subject("entry_id"),
    *told(sa.Text, "buyer department area cpv nature procedure"),
    *told(MONEY, "minimum most"),
    sa.Column("kind", sa.Text, nullable=False, comment="published, tendered, withdrawn"),
    sa.Column("at", sa.DateTime(timezone=True), comment="when it came about, else when it was recorded"),
    sa.Column("tender_id", sa.Uuid, comment="that came of it"),
    sa.Column("title", sa.Text, comment="this and what follows: of kind published only"),
    sa.Column("quarter", sa.Text, comment="2027-Q1"),
)
rows(
    "sourcing_event",
    *subject("subject"),
    *needed(sa.Uuid, "request_id"),
    *needed(INSTANT, "at"),
    *told(sa.Text, "buyer department area cpv company"),
    *told(MONEY, "minimum most"),
    *told(INSTANT, "deadline"),
    sa.Column("kind", sa.Text, nullable=False, comment="opened, matched, invited, answered, declined, closed"),
    sa.Column("title", sa.Text, comment="this and what follows: of kind opened only"),
    sa.Column("matched", sa.Integer, comment="suppliers that were proposed"),
    sa.Column("newcomers", sa.Integer, comment="of them, new to the buyer"),
    sa.Column("quota", sa.Integer, comment="how many newcomers there had to be"),
    sa.Column("identifier", sa.Text, comment="of who was invited, answered or declined"),
    sa.Column("mailing", sa.Integer, comment="in which it was invited"),
    sa.Column("reason", sa.Text, comment="why it declined"),
    sa.Column("tender_id", sa.Uuid, comment="that came of it"),
)
rows(
    "supplier_version",
    *subject("supplier_id"),
    *needed(sa.Text, "identifier company name"),
    *needed(sa.Boolean, "natural_person"),
    *told(sa.Text, "size commune department country head_country naf"),
    *told(sa.Boolean, "social_economy inclusive"),
    sa.Column(
        "head_department", sa.Text, comment="département of the head office; null where the registry does not say"
    ),
    sa.Column("turnover", sa.Numeric(18, 2), comment="EUR excluding VAT, of a year"),
)
rows(
    "tender_version",
    *subject("tender_id"),
    *told(sa.Text, "phase buyer department area cpv nature procedure technique exemption"),
    *told(sa.Boolean, "competed electronic"),
    *told(MONEY, "estimated maximum"),
    *told(sa.Integer, "lots"),
    *told(postgresql.JSONB, "places"),
    *told(sa.Uuid, "plan_entry sourcing_request within"),
    sa.Column("kind", sa.Text, nullable=False, comment="published, amended, phase-opened, closed, opened, cancelled"),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, comment="when it came about"),
    sa.Column("deadline", sa.DateTime(timezone=True), comment="that holds since"),
    sa.Column("reason", sa.Text, comment="why it was cancelled"),
    sa.Column("late", sa.Integer, comment="bids that came too late, at an opening"),
    sa.Column("title", sa.Text, comment="this and what follows: of kind published only"),
    sa.Column("principal", sa.Text, comment="for whom a mandatary buys (mandant), else the buyer"),
)
rows(
    "withdrawal",
    *subject("withdrawal_id"),
    *needed(sa.Uuid, "tender_id"),
    *needed(INSTANT, "at"),
    *told(sa.Text, "company"),
    sa.Column("organisation", sa.Text, comment="SIRET of a company that declared itself"),
)
rows(
    "question",
    *subject("question_id"),
    *needed(sa.Uuid, "tender_id"),
    *needed(INSTANT, "asked_at answered_at"),
)
