"""What is counted of invoices."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import Term

MEASURES: Mapping[str, Term] = {
    "invoices": Term(),
    "due": Term("settled_on is not null or received_on + 30 < {today}"),
    "in_time": Term("days <= 30"),
}
"""Every measure of the grain."""
