"""First-time awardees with and without room for newcomers in the sourcing that came before."""

from contracts.indicators import Computation
from services.analytics.domain.figure import NOTHING, Figure
from services.analytics.domain.grain import Grain
from services.analytics.domain.newcomer_rule import NewcomerRule, Room, Steps
from services.analytics.domain.slice import Slice
from services.analytics.persistence.exploring.columnar import Columnar
from services.analytics.persistence.measures import measures
from services.analytics.persistence.querying.aggregate import total
from services.analytics.persistence.querying.condition import Condition, held
from services.analytics.persistence.querying.rendering import render
from services.analytics.persistence.querying.tallies import Parts, tally

_REQUESTS = """
    request AS (
        SELECT request_id, sum(matched) AS shown, sum(newcomers) AS newcomers, sum(quota) AS quota
        FROM told.sourcing_event GROUP BY request_id
    ),
    followed AS (
        SELECT tender_id, request_id, coalesce(quota > 0, false) AS has_room
        FROM (SELECT tender_id, unnest(requests) AS request_id FROM tender) JOIN request USING (request_id)
    )
"""
_ROOM = f"""CASE WHEN procedure_id IN (SELECT tender_id FROM followed WHERE has_room) THEN '{Room.KEPT}'
    WHEN procedure_id IN (SELECT tender_id FROM followed) THEN '{Room.NOT_KEPT}' ELSE '{Room.NO_REQUEST}' END"""
_PARTS = Parts("numerator", "denominator", "known", "total", "denominator")


async def newcomer_rule(columnar: Columnar, first_time: Computation, asked: Slice) -> NewcomerRule:
    """A share of contracts (A1) by what sourcing came before them, and what happened in sourcing that kept room."""
    condition = held(asked)
    found = {row[0]: row[1:] for row in await columnar.rows(_sides(first_time, asked, condition), condition.values)}
    names = ("numerator", "denominator", "known", "total", "rows")
    tallies = {
        Room(room): tally(_PARTS, dict(zip(names, numbers, strict=True)), "rows") for room, numbers in found.items()
    }
    steps = (await columnar.rows(_steps(condition), condition.values))[0]
    figures = {room: Figure(first_time, tallies.get(room, NOTHING)) for room in Room}
    return NewcomerRule(figures, Steps(*(int(step) for step in steps)))


def _sides(first_time: Computation, asked: Slice, condition: Condition) -> str:
    known, coverage = measures(Grain.CONTRACT), first_time.coverage
    behind = first_time.denominator or first_time.numerator
    numbers = ", ".join(
        total(render(known[name], Grain.CONTRACT, asked, trusted=False))
        for name in (first_time.numerator, behind, coverage.known, coverage.total)
    )
    return f"""
        WITH {_REQUESTS}
        SELECT {_ROOM} AS room, {numbers}, count(*) FROM contract WHERE {condition.sql} GROUP BY room
    """


def _steps(condition: Condition) -> str:
    return f"""
        WITH {_REQUESTS},
        ruled AS (
            SELECT tender_id, request_id FROM followed
            WHERE has_room AND tender_id IN (SELECT procedure_id FROM contract WHERE {condition.sql})
        ),
        reached AS (
            SELECT ruled.tender_id, request_id, kind, identifier, company
            FROM ruled JOIN told.sourcing_event USING (request_id) WHERE kind IN ('invited', 'answered')
        )
        FROM
            (
                SELECT count(*), coalesce(sum(shown), 0), coalesce(sum(newcomers), 0), coalesce(sum(quota), 0)
                FROM request WHERE request_id IN (SELECT request_id FROM ruled)
            ),
            (
                SELECT count(DISTINCT (request_id, identifier)) FILTER (kind = 'invited'),
                    count(DISTINCT (request_id, identifier)) FILTER (kind = 'answered')
                FROM reached
            ),
            (
                SELECT count(*), count(*) FILTER (won) FROM bidder
                WHERE (tender_id, company) IN (SELECT tender_id, company FROM reached WHERE kind = 'invited')
            )
    """
