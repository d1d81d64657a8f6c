"""Acts of performance: advances, invoices, payments, subcontracts, reports, appraisals."""

from sqlalchemy import Boolean, Column, Date, Integer, Numeric, Text, Uuid

from services.analytics.persistence.told.base import money, rows, subject

act_version = rows(
    "act_version",
    *subject("act_id"),
    Column(
        "kind", Text, nullable=False, comment="advance, invoice, payment, subcontract, penalty, clause, food, appraisal"
    ),
    Column("contract_id", Uuid, nullable=False),
    Column("buyer", Text, nullable=False),
    Column("on", Date, comment="paid, received, accepted, applied, evaluated, or last day of a report"),
    money("value", "EUR excluding VAT; total purchases of food"),
    Column("company", Text, comment="holder of an advance or invoice, or subcontractor"),
    Column("size", Text, comment="of the subcontractor"),
    Column("rate", Numeric(9, 6), comment="of an advance"),
    Column("invoice", Uuid, comment="that a payment settles"),
    Column("received_on", Date, comment="of the invoice that a payment settles"),
    Column("delay_days", Integer),
    Column("late", Boolean),
    Column("starts_on", Date, comment="first day of a report"),
    Column("insertion_hours_contracted", Integer),
    Column("insertion_hours_achieved", Integer),
    Column("equality", Boolean),
    Column("environmental", Boolean),
    money("sustainable"),
    money("organic"),
    money("french"),
    money("european"),
    Column("score", Numeric(5, 2), comment="mean mark out of ten"),
)
