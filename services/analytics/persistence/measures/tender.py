"""What is counted of published tenders."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

_LARGE = "estimated >= 90000"
_CONSULTED = "sourced and opened and answered is not null"
_WITHDRAWN = "opened and withdrawers is not null"

MEASURES: Mapping[str, Term] = {
    "tenders": Term(),
    "allotted": Term("lots >= 2"),
    "known_lots": Term("lots >= 1"),
    "lots_of_allotted": Term("lots >= 2", "lots", How.SUM),
    "large": Term(_LARGE),
    "known_estimate": Term("estimated is not null"),
    "large_sourced": Term(f"{_LARGE} and sourced"),
    "sourced_and_opened": Term("sourced and opened"),
    "with_answers": Term(_CONSULTED),
    "answered": Term(_CONSULTED, "answered", How.SUM),
    "answered_who_bid": Term(_CONSULTED, "coalesce(answered_who_bid, 0)", How.SUM),
    "announced": Term("announced_days >= 60"),
    "median_days_to_bid": Term("days_to_bid is not null", "days_to_bid", How.MEDIAN),
    "with_days_to_bid": Term("days_to_bid is not null"),
    "opened": Term("opened"),
    "with_withdrawers": Term(_WITHDRAWN),
    "withdrawers": Term(_WITHDRAWN, "withdrawers", How.SUM),
    "withdrawers_who_bid": Term(_WITHDRAWN, "withdrawers_who_bid", How.SUM),
    "electronic": Term("electronic"),
    "known_electronic": Term("electronic is not null"),
    "departments": Term("department is not null", "department", How.DISTINCT),
    "with_department": Term("department is not null"),
}
"""Every measure of the grain."""
