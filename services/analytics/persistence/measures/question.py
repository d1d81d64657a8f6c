"""What is counted of questions that were answered."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

MEASURES: Mapping[str, Term] = {
    "questions": Term(),
    "median_hours": Term("hours >= 0", "hours", How.MEDIAN),
    "with_hours": Term("hours >= 0"),
}
"""Every measure of the grain."""
