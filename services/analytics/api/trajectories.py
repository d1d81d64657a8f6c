"""Routes of trajectories."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.auth import PUBLIC
from chassis.companion import NotReady
from chassis.problems import problems
from services.analytics.api.dependencies import Today
from services.analytics.api.foresight import ForesightSlice
from services.analytics.api.own import Present, TargetReads
from services.analytics.api.trajectory_resources import TrajectoryResource
from services.analytics.application.foreseeing import foresee
from services.analytics.domain.indicator import IndicatorUnknown, chosen

router = APIRouter(prefix="/indicators/{indicator_id}/trajectory", tags=["targets"], dependencies=PUBLIC)


@router.get("", response_model=TrajectoryResource, responses=problems(IndicatorUnknown, NotReady))
async def read_trajectory(
    indicator_id: str, question: Annotated[ForesightSlice, Query()], look: Present, targets: TargetReads, today: Today
) -> TrajectoryResource:
    """Read how a figure goes towards its target: so far, by the line to it, and if nothing changes."""
    indicator = chosen(indicator_id, None).indicator
    return TrajectoryResource.of(await foresee(look, targets, indicator, question.of_all_time(), today))
