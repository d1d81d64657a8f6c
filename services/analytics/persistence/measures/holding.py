"""What is counted of the holders of contracts, each with its part of the value, EUR excluding VAT."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term, euros, told

_VALUED = "{allotted} is not null"

MEASURES: Mapping[str, Term] = {
    "holdings": Term(),
    "holders": Term("company is not null", "company", How.DISTINCT),
    "with_company": Term("company is not null"),
    "legal_persons": Term("not natural_person"),
    "identified": Term("not natural_person and known"),
    "payment_days": Term(told("payment_days"), "payment_days", How.SUM),
    "with_payment_days": Term(told("payment_days")),
    "allotted": euros("true", "{allotted}"),
    "regional_allotted": euros("territory = 'region'", "{allotted}"),
    "french_allotted": euros("territory = 'france'", "{allotted}"),
    "union_allotted": euros("territory = 'union'", "{allotted}"),
    "elsewhere_allotted": euros("territory = 'elsewhere'", "{allotted}"),
    "placed_allotted": euros("territory is not null", "{allotted}"),
    "company_allotted": euros("company is not null", "{allotted}"),
    "herfindahl": Term(f"company is not null and {_VALUED}", "{allotted}", How.HERFINDAHL),
    "top_ten": euros("company is not null", "{allotted}", How.TOP_TEN),
    "social_economy_allotted": euros("social_economy", "{allotted}"),
    "known_social_economy_allotted": euros("social_economy is not null", "{allotted}"),
    "priority_zone_allotted": euros("priority_zone", "{allotted}"),
    "known_priority_zone_allotted": euros("priority_zone is not null", "{allotted}"),
}
"""Every measure of the grain."""
