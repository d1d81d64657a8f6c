"""What is counted of contracts for their balance: advances, delays, modifications, prices, appraisals."""

from collections.abc import Mapping

from services.analytics.persistence.measures.term import How, Term, euros

_LARGE = "initial > 25000"
_SME = "is_sme"
_RECEIVED = "advance_paid_on is not null and advance_rate >= 0.30"
_DECIDED = "deadline is not null and awarded >= deadline"
_TENDERED = "tender_published is not null and day >= tender_published"
_DRIFTS = "{value} is not null and initial > 0 and current is not null"

BALANCE: Mapping[str, Term] = {
    "large": Term(_LARGE),
    "large_with_known_advance": Term(f"{_LARGE} and advance is not null"),
    "advance_without_guarantee": Term(f"{_LARGE} and advance >= 0.30 and not coalesce(advance_guarantee, false)"),
    "large_sme": Term(f"{_LARGE} and {_SME}"),
    "large_known_size": Term(f"{_LARGE} and size is not null"),
    "large_sme_with_advance": Term(f"{_LARGE} and {_SME} and {_RECEIVED}"),
    "sme_companies": Term(f"{_LARGE} and {_SME} and company is not null", "company", How.DISTINCT),
    "sme_companies_with_advance": Term(
        f"{_LARGE} and {_SME} and {_RECEIVED} and company is not null", "company", How.DISTINCT
    ),
    "large_sme_with_company": Term(f"{_LARGE} and {_SME} and company is not null"),
    "median_advance_delay": Term("advance_paid_on >= day", "advance_paid_on - day", How.MEDIAN),
    "advances": Term("advance_paid_on is not null"),
    "dated_advances": Term("advance_paid_on >= day"),
    "median_decision": Term(_DECIDED, "awarded - deadline", How.MEDIAN),
    "decided": Term(_DECIDED),
    "median_procedure": Term(_TENDERED, "day - tender_published", How.MEDIAN),
    "tendered": Term(_TENDERED),
    "competed_contracts": Term("competed"),
    "modified": Term("modifications > 0"),
    "known_modifications": Term("modifications is not null"),
    "drift": euros(_DRIFTS, "current - initial"),
    "drift_base": euros(_DRIFTS, "initial"),
    "contracts_with_drift": Term(_DRIFTS),
    "price_revised": Term("months > 3 and price_revision"),
    "long_with_known_revision": Term("months > 3 and price_revision is not null"),
    "long": Term("months > 3"),
    "appraised": Term("ended_on is not null and appraised"),
    "ended": Term("ended_on is not null"),
}
"""Measures of advances, delays, modifications, prices and appraisals."""
