"""What routes are given: the question as it was asked, a look at the projection, the day."""

from collections.abc import AsyncIterator
from datetime import date
from typing import Annotated

from fastapi import Depends, Query, Request

from chassis.clock import Clock
from chassis.errors import Unacceptable
from contracts.indicators import Indicator
from services.analytics.api.question import SINGLE, GroupedQuestion, PagedQuestion
from services.analytics.api.resources import PARIS
from services.analytics.domain.indicator import indicator
from services.analytics.persistence.observatory import Snapshot, snapshot


async def today(request: Request) -> date:
    """The platform's present day in Paris."""
    clock: Clock = request.app.state.clock
    return clock.now().astimezone(PARIS).date()


async def _snapshot(request: Request) -> AsyncIterator[Snapshot]:
    async with snapshot(request.app.state.database) as look:
        yield look


class ParameterRepeated(Unacceptable):
    """A parameter that takes one value was given several."""


async def _said_once(request: Request) -> None:
    for name in SINGLE:
        if len(request.query_params.getlist(name)) > 1:
            raise ParameterRepeated(f"{name} takes one value", parameter=name)


async def _indicator(indicator_id: str) -> Indicator:
    return indicator(indicator_id)


ONCE = [Depends(_said_once)]
Asked = Annotated[GroupedQuestion, Query()]
AskedByPage = Annotated[PagedQuestion, Query()]
Look = Annotated[Snapshot, Depends(_snapshot, scope="function")]
Today = Annotated[date, Depends(today)]
Chosen = Annotated[Indicator, Depends(_indicator)]
