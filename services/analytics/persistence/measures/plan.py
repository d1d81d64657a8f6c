"""What is counted of entries of purchase plans."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

_DUE = "due + 90 < {today} and (withdrawn_on is null or withdrawn_on >= day)"

MEASURES: Mapping[str, Term] = {
    "entries": Term(),
    "due": Term(_DUE),
    "kept": Term(f"{_DUE} and tendered_on between day - 90 and due + 90"),
    "departments": Term("department is not null", "department", How.DISTINCT),
    "with_department": Term("department is not null"),
}
"""Every measure of the grain."""
