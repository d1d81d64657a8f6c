"""How long facts waited until figures told of them."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

MEASURES: Mapping[str, Term] = {
    "batches": Term(),
    "wait": Term("seconds is not null", "seconds", How.P95),
    "with_wait": Term("seconds is not null"),
}
"""Every measure of the grain."""
