"""What each measure of the catalogue takes of the rows of its grain."""

from collections.abc import Mapping

from services.analytics.domain.grain import Grain
from services.analytics.persistence.measures import contract, holding
from services.analytics.persistence.measures.term import Term

_MEASURES: Mapping[Grain, Mapping[str, Term]] = {
    Grain.CONTRACT: contract.MEASURES,
    Grain.HOLDING: holding.MEASURES,
}


def measures(grain: Grain) -> Mapping[str, Term]:
    """The measures of a grain by name."""
    return _MEASURES[grain]
