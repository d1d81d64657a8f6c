"""What is counted of reports on the clauses of contracts."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

MEASURES: Mapping[str, Term] = {
    "reports": Term(),
    "with_hours": Term("insertion_hours_achieved is not null"),
    "hours_achieved": Term("insertion_hours_achieved is not null", "insertion_hours_achieved", How.SUM),
}
"""Every measure of the grain."""
