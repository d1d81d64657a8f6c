"""What is counted of companies that bid, once a tender."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

_NEW = "{known_first_time} and {first_time}"
_OTHER = "{known_first_time} and not {first_time}"
_WON = "case when won then 1 else 0 end"

MEASURES: Mapping[str, Term] = {
    "bidders": Term(),
    "companies": Term("true", "company", How.DISTINCT),
    "new_bidders": Term(_NEW),
    "known_first_time": Term("{known_first_time}"),
    "decided": Term("decided"),
    "decided_and_known": Term("decided and {known_first_time}"),
    "new_decided": Term(f"decided and {_NEW}"),
    "new_winners": Term(f"decided and {_NEW} and won"),
    "new_rate": Term(f"decided and {_NEW}", _WON, How.MEAN),
    "others_decided": Term(f"decided and {_OTHER}"),
    "other_winners": Term(f"decided and {_OTHER} and won"),
    "others_rate": Term(f"decided and {_OTHER}", _WON, How.MEAN),
}
"""Every measure of the grain."""
