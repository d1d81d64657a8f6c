"""The platform's time, so that nobody has to guess which day it is in a sandbox."""

from datetime import datetime

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from chassis.auth import PUBLIC
from chassis.clock import Clock
from contracts.calendar import PARIS

router = APIRouter(tags=["time"])


class PlatformTime(BaseModel):
    """What the platform's calendar shows."""

    now: datetime = Field(description="the instant by which rules and deadlines are judged, in the time of Paris")
    sandbox: bool = Field(description="whether this is a rehearsal in a time of its own, without legal effect")
    speed: float = Field(description="seconds of platform time in one second; 1 outside a sandbox")


@router.get("/time", dependencies=PUBLIC)
async def read_time(request: Request, response: Response) -> PlatformTime:
    """Read the platform's time."""
    clock: Clock = request.app.state.clock
    response.headers["Cache-Control"] = "no-store"
    return PlatformTime(now=clock.now().astimezone(PARIS), sandbox=clock.is_sandbox, speed=clock.speed)
