"""What routes are given: the question as it was asked, the columnar copy, the day."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.awaiting import WAIT_SECONDS, PositionNotReached
from chassis.clock import Clock
from chassis.errors import Unacceptable
from contracts.calendar import PARIS
from contracts.catalogue import FEEDS, RESTRICTED
from services.analytics.api.question import SINGLE, FiguresQuestion, GroupedQuestion, PagedQuestion, Question
from services.analytics.persistence.columns.store import Columns

PATIENCE_SECONDS = WAIT_SECONDS
"""How long a reader waits at most for the facts that it wants to see."""


class ParameterRepeated(Unacceptable):
    """A parameter that takes one value was given several."""


async def today(request: Request) -> date:
    """The platform's present day in Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS).date()


async def columns(request: Request) -> Columns:
    """The columnar copy of the process."""
    held: Columns = request.app.state.columns
    return held


async def reach(columns: Columns, question: Question) -> None:
    """Wait until the copy is as far as a question wants it; raises `PositionNotReached`."""
    wanted = dict(one.split(":") for one in question.min_position)
    positions = {{**FEEDS, **RESTRICTED}[feed]: int(count) for feed, count in wanted.items()}
    if positions and not await columns.wait_for(positions, PATIENCE_SECONDS):
        raise PositionNotReached(wanted=wanted, positions=dict(columns.standing.positions))


async def _said_once(request: Request) -> None:
    for name in SINGLE:
        if len(request.query_params.getlist(name)) > 1:
            raise ParameterRepeated(f"{name} takes one value", parameter=name)


ONCE = [Depends(_said_once)]
Asked = Annotated[GroupedQuestion, Query()]
AskedOfSeveral = Annotated[FiguresQuestion, Query()]
AskedByPage = Annotated[PagedQuestion, Query()]
Copied = Annotated[Columns, Depends(columns)]
Today = Annotated[date, Depends(today)]
