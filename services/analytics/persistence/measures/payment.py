"""What is counted of payments, EUR excluding VAT."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term, euros

_DELAYED = "delay_days is not null"
_KNOWN = "company is not null and turnover > 0"

MEASURES: Mapping[str, Term] = {
    "payments": Term(),
    "with_delay": Term(_DELAYED),
    "euro_days": Term(f"{_DELAYED} and value is not null", "value * delay_days", How.SUM),
    "value": euros(_DELAYED, "value"),
    "dependent": Term(_KNOWN, "value", How.DEPENDENT),
    "companies": Term("company is not null", "company", How.DISTINCT),
    "companies_with_turnover": Term(_KNOWN, "company", How.DISTINCT),
}
"""Every measure of the grain."""
