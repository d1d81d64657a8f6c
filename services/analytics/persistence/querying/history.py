"""Since when history is whole."""

from datetime import date

from services.analytics.domain.grain import Grain
from services.analytics.domain.slice import UNTOLD, Slice
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.querying.condition import owner


async def history_start(look: Look, grain: Grain, asked: Slice) -> date | None:
    """The first day that is known, of the youngest of the buyers that are asked for."""
    buyers = [buyer for buyer in asked.buyer if buyer != UNTOLD]
    whose = owner(asked.scope)
    of = f"WHERE {whose} IN ({', '.join(f'$buyer_{number}' for number in range(len(buyers)))})" if buyers else ""
    by = f"GROUP BY {whose}" if buyers else ""
    sql = f"SELECT max(began) FROM (SELECT min(day) AS began FROM derived.{grain} {of} {by})"
    rows = await look.rows(sql, {f"buyer_{number}": buyer for number, buyer in enumerate(buyers)})
    began: date | None = rows[0][0]
    return began
