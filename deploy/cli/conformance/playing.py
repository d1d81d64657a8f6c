"""The part of the buyer, which the kit plays so that the integrator needs nobody else."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from deploy.cli.door import Door
from deploy.cli.failure import Failure
from deploy.embedded.demo_keys import SUPPLIERS

SECONDS_AHEAD = 8
"""Seconds that pass until a deadline."""
_HOUR_SECONDS = 3600
_SLOWEST = _HOUR_SECONDS / SECONDS_AHEAD
_GLANCE_SECONDS = 0.3
_OTHERS = 2
"""Tenders that are published beside the client's, so that lists have several pages."""


@dataclass(frozen=True)
class Scene:
    """What a run is about: names that the tasks mention."""

    title: str
    buyer: str
    hours: int
    """Until the deadline."""
    start: int
    """Position of the feed when the run began."""


class Buyer:
    """Somebody who buys for an organisation, with a key of the role `mandatary`."""

    def __init__(self, door: Door, organisation: str) -> None:
        self._door, self._organisation = door, organisation

    async def set_the_scene(self) -> Scene:
        """Publish a few tenders; raises `Failure` where there is no sandbox that is fast enough."""
        time = await self._door.call("GET", "/time")
        if not time["sandbox"] or time["speed"] < _SLOWEST:
            raise Failure("The kit needs a sandbox whose hours pass in seconds: make run SANDBOX=86400.")
        hours = round(SECONDS_AHEAD * time["speed"] / _HOUR_SECONDS)
        start = (await self._door.call("GET", "/feed/procedures?limit=1"))["head"]
        title = f"Conformance {uuid4().hex[:8]}"
        deadline = datetime.fromisoformat(time["now"]) + timedelta(hours=hours)
        for number in range(1, _OTHERS + 1):
            made = await self._post("/tenders", terms(f"{title}, beside {number}", self._organisation))
            await self._post(f"/tenders/{made['id']}/publication", {"deadline": deadline.isoformat()})
        return Scene(title, self._organisation, hours, start)

    async def award(self, tender: str) -> None:
        """Wait for the deadline, and give the first lot to a company."""
        while (await self._door.call("GET", tender))["status"] != "closed":
            await asyncio.sleep(_GLANCE_SECONDS)
        holder = {"identifier": {"id": SUPPLIERS["supplier"]}, "name": "Masons of the kit", "role": "lead"}
        await self._post(f"{tender}/lots/1/award", {"bids": 1, "value": {"amount": "90000.00"}, "holders": [holder]})

    async def _post(self, path: str, body: Any) -> Any:
        return await self._door.call("POST", path, once=str(uuid4()), json=body)


def terms(title: str, buyer: str) -> dict[str, Any]:
    """A small adapted procedure, as the first task describes it (procédure adaptée)."""
    return {
        "title": title, "buyer": buyer, "department": "buildings", "area": "construction", "procedure": "adapted",
        "nature": "works", "cpv": "45214000", "places": ["FRH03"], "estimated_value": {"amount": "180000.00"},
        "lots": [{"number": 1, "title": "Masonry"}, {"number": 2, "title": "Plumbing"}],
    }  # fmt: skip
