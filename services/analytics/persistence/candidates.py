"""Contracts to come: what plans announce and nobody called for yet, and contracts that end."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from services.analytics.domain.period import ALL, Period
from services.analytics.domain.slice import Slice
from services.analytics.domain.what_if import Candidate, CandidateKind
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.querying.condition import held

_COMING = """
    SELECT strftime(due, '%Y-%m-%d') || ' ' || candidate_id AS key, *
    FROM (
        SELECT entry_id AS candidate_id, 'planned' AS kind, title, buyer, department, area, due,
            ((minimum + most) / 2)::DECIMAL(18, 2) AS value
        FROM plan WHERE NOT withdrawn AND tendered_on IS NULL AND due BETWEEN $overdue AND $until AND {held}
        UNION ALL
        SELECT contract_id, 'renewal', title, buyer, department, area, ends_on, current
        FROM contract WHERE ended_on IS NULL AND ends_on BETWEEN $present AND $until AND {held}
    )
    WHERE $edge::VARCHAR IS NULL OR key {comparison} $edge ORDER BY key {order} LIMIT $most
"""
OVERDUE_MONTHS = 12
"""For how long an entry of a plan is still expected after its quarter."""


class Candidates:
    """The contracts to come of a slice, in the order of their days."""

    def __init__(self, look: Look, asked: Slice, overdue: date, present: date, until: date) -> None:
        self._look = look
        self._held = held(replace(asked, period=Period(ALL)))
        self._days = {"overdue": overdue, "present": present, "until": until}

    async def first(self, most: int) -> list[Candidate]:
        """So many of them, the nearest first."""
        return [one for _, one in await self.page(most)]

    async def page(
        self, most: int, edge: str | None = None, comparison: str = ">", order: str = "ASC"
    ) -> list[tuple[str, Candidate]]:
        """So many of them beyond an edge, each with its key."""
        sql = _COMING.format(held=self._held.sql, comparison=comparison, order=order)
        values = {**self._held.values, **self._days, "edge": edge, "most": most}
        return [_read(row) for row in await self._look.rows(sql, values)]


def _read(row: Sequence[Any]) -> tuple[str, Candidate]:
    key, candidate_id, kind, title, buyer, department, area, due, value = row
    return key, Candidate(candidate_id, CandidateKind(kind), title, buyer, department, area, due, value)
