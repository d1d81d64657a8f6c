"""The values of each dimension that contracts bear, with their labels where there are any."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.indicators import Words
from contracts.reference.centres import centres
from contracts.reference.procedures import procedures
from contracts.reference.purchasing import areas, departments, divisions
from services.analytics.domain.slice import Dimension, Scope
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.querying.condition import key, spoken

MOST_VALUES = 200
"""Values of a dimension that are listed, those of most contracts first."""
_ASKED = tuple(one for one in Dimension if one not in (Dimension.QUARTER, Dimension.MONTH))


@dataclass(frozen=True)
class Known:
    """A value that contracts bear, None of those which do not tell one."""

    value: str | None
    label: Words | None
    contracts: int


async def known_values(look: Look) -> dict[Dimension, list[Known]]:
    """The values of every dimension, those of most contracts first."""
    found: dict[Dimension, list[Known]] = {}
    for dimension in _ASKED:
        sql = f"""
            SELECT {key(dimension, Scope.WITH_MANDATARIES)} AS value, count(*) AS contracts FROM derived.contract
            GROUP BY value ORDER BY contracts DESC, value NULLS LAST LIMIT {MOST_VALUES}
        """
        labels = _labels(dimension)
        found[dimension] = [
            Known(value, labels.get(value), count)
            for value, count in ((spoken(dimension, found), count) for found, count in await look.rows(sql))
        ]
    return found


def _labels(dimension: Dimension) -> Mapping[str | None, Words]:
    match dimension:
        case Dimension.DEPARTMENT:
            named = [(one.code, one.fr, one.en) for one in departments().values()]
        case Dimension.AREA:
            named = [(one.code, one.fr, one.en) for one in areas().values()]
        case Dimension.CPV:
            named = [(one.code, one.fr, one.en) for one in divisions().values()]
        case Dimension.PROCEDURE:
            named = [(code.value, rules.fr, rules.en) for code, rules in procedures().items()]
        case Dimension.PLACE:
            named = [(one.code, one.name, one.name) for one in centres().values()]
        case _:
            named = []
    return {code: Words(fr=fr, en=en) for code, fr, en in named}
