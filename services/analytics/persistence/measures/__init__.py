"""What each measure of the catalogue takes of the rows of its grain."""

from collections.abc import Mapping

from services.analytics.domain.grain import Grain
from services.analytics.persistence.measures import (
    bid,
    bidder,
    contract,
    fact,
    flag,
    food,
    holding,
    indicator,
    invoice,
    lot,
    payment,
    plan,
    question,
    report,
    tender,
)
from services.analytics.persistence.measures.term import Term

_MEASURES: Mapping[Grain, Mapping[str, Term]] = {
    Grain.CONTRACT: contract.MEASURES,
    Grain.HOLDING: holding.MEASURES,
    Grain.TENDER: tender.MEASURES,
    Grain.LOT: lot.MEASURES,
    Grain.BID: bid.MEASURES,
    Grain.BIDDER: bidder.MEASURES,
    Grain.PLAN: plan.MEASURES,
    Grain.QUESTION: question.MEASURES,
    Grain.PAYMENT: payment.MEASURES,
    Grain.INVOICE: invoice.MEASURES,
    Grain.REPORT: report.MEASURES,
    Grain.FOOD: food.MEASURES,
    Grain.FACT: fact.MEASURES,
    Grain.FLAG: flag.MEASURES,
    Grain.INDICATOR: indicator.MEASURES,
}


def measures(grain: Grain) -> Mapping[str, Term]:
    """The measures of a grain by name."""
    return _MEASURES[grain]
