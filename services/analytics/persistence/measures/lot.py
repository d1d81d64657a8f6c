"""What is counted of the lots of published tenders, once they are closed."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term

_CLOSED = "outcome <> 'open'"
_AWARDED = "outcome = 'awarded'"
_OPENED = f"{_CLOSED} and opened"
_COUNTED = f"{_OPENED} and bids is not null"
_WEIGHED = f"{_AWARDED} and price_weight is not null"
_CRITERIA = f"{_AWARDED} and environmental_weight is not null"

MEASURES: Mapping[str, Term] = {
    "closed": Term(_CLOSED),
    "opened": Term(_OPENED),
    "opened_with_bids": Term(_COUNTED),
    "bids": Term(_COUNTED, "bids", How.SUM),
    "median_bids": Term(_COUNTED, "bids", How.MEDIAN),
    "competed": Term(f"{_AWARDED} and competed"),
    "competed_with_bids": Term(f"{_AWARDED} and competed and bids > 0"),
    "single_bid": Term(f"{_AWARDED} and competed and bids = 1"),
    "unsuccessful": Term("outcome = 'unsuccessful'"),
    "unsuccessful_without_bids": Term("outcome = 'unsuccessful' and bids = 0"),
    "unsuccessful_with_bids": Term("outcome = 'unsuccessful' and bids > 0"),
    "dropped": Term("outcome = 'dropped'"),
    "dropped_with_tender": Term("outcome = 'dropped' and with_tender"),
    "dropped_alone": Term("outcome = 'dropped' and not with_tender"),
    "dropped_unopened": Term("outcome = 'dropped' and not opened"),
    "awarded": Term(_AWARDED),
    "known_price_weight": Term(_WEIGHED),
    "price_only": Term(f"{_AWARDED} and price_weight = 100"),
    "mean_price_weight": Term(_WEIGHED, "price_weight", How.MEAN),
    "known_criteria": Term(_CRITERIA),
    "environmental_criterion": Term(f"{_AWARDED} and environmental_weight > 0"),
    "mean_environmental_weight": Term(f"{_AWARDED} and environmental_weight > 0", "environmental_weight", How.MEAN),
    "mean_environmental_weight_of_all": Term(_CRITERIA, "environmental_weight", How.MEAN),
    "life_cycle_cost": Term(f"{_AWARDED} and life_cycle_cost"),
    "evaluated": Term(f"{_CLOSED} and admissible is not null"),
    "admissible": Term(f"{_CLOSED} and admissible is not null", "admissible", How.SUM),
    "abnormally_low": Term(f"{_CLOSED} and admissible is not null", "abnormally_low", How.SUM),
    "abnormally_low_rejected": Term(f"{_CLOSED} and admissible is not null", "abnormally_low_rejected", How.SUM),
}
"""Every measure of the grain."""
