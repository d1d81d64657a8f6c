"""How the values that a term takes become one number."""

from services.analytics.persistence.measures.term import EVERY, How
from services.analytics.persistence.querying.rendering import Rendered

BY_COMPANY = frozenset({How.HERFINDAHL, How.TOP_TEN, How.DEPENDENT})
"""Made of the sum of each company, not of the rows."""
_DEPENDENCY = "0.30"
"""The part of its yearly turnover from which a company depends on a buyer."""
ADDITIVE = frozenset({How.COUNT, How.SUM})
"""Of which the number of the whole is the sum of those of its groups."""


def total(rendered: Rendered) -> str:
    """The number of a term over the rows of a group; exact sums only, so that the order of rows never matters.

    What counts and adds up without FILTER is several times as fast.
    """
    taken, of = rendered.taken, rendered.of
    match rendered.term.how:
        case How.COUNT:
            return "count(*)" if rendered.is_every else f"count_if{taken}"
        case How.SUM:
            among = rendered.among
            return f"coalesce(sum({of if among == f'({EVERY})' else f'CASE WHEN {among} THEN {of} END'}), 0)"
        case How.DISTINCT:
            return f"count(DISTINCT {of}) FILTER (WHERE {taken})"
        case How.MEAN:
            exact = f"sum(({of})::DECIMAL(30,6)) FILTER (WHERE {taken})"
            return f"({exact})::DOUBLE / nullif(count({of}) FILTER (WHERE {taken}), 0)"
        case How.MEDIAN:
            return f"quantile_cont(({of})::DOUBLE, 0.5) FILTER (WHERE {taken})"
        case How.P95:
            return f"quantile_cont(({of})::DOUBLE, 0.95) FILTER (WHERE {taken})"
    raise ValueError(rendered.term.how)


def total_of_companies(how: How) -> str:
    """The number of such a term over `sum` and `turnover` of each company."""
    match how:
        case How.HERFINDAHL:
            return "10000 * sum(sum::DOUBLE * sum::DOUBLE ORDER BY sum) / nullif(sum(sum)::DOUBLE ** 2, 0)"
        case How.TOP_TEN:
            return "coalesce(list_sum(max(sum, 10)), 0)"
        case How.DEPENDENT:
            return f"count(*) FILTER (WHERE sum > {_DEPENDENCY} * turnover)"
    raise ValueError(how)


def total_or_none(how: How, total: str) -> str:
    """Such a total where no company has any: of nothing there is no index, and everything else is zero."""
    return total if how is How.HERFINDAHL else f"coalesce({total}, 0)"


def company_sums(rendered: Rendered) -> str:
    """What is kept of each company for such a term."""
    turnover = "max(turnover)" if rendered.term.how is How.DEPENDENT else "NULL"
    return f"sum({rendered.of}) AS sum, {turnover} AS turnover"
