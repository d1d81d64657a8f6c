"""What is counted of bids, each for one lot."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import Term

_DAYS = "timezone('Europe/Paris', told_at)::date - timezone('Europe/Paris', approved_at)::date"

MEASURES: Mapping[str, Term] = {
    "bids": Term(),
    "sme_bids": Term("size in ('tpe', 'pme')"),
    "known_size": Term("size is not null"),
    "losing": Term("losing"),
    "losing_with_approval": Term("losing and approved_at is not null"),
    "motivated_in_time": Term(f"losing and motivated and {_DAYS} <= 15"),
}
"""Every measure of the grain."""
