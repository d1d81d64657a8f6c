"""One service dead, frozen or slow: the others answer as ever, what it is needed for says so in time, and it heals."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count

import httpx
import pytest

from chassis.client import TOTAL_SECONDS
from tests.component.gateway.platform import Platform, platform
from tests.component.gateway.stubs import HOLDER, a_tender
from tests.faults.far import Far
from tests.postgresql import ScratchPostgres
from tests.waiting import until

ROUNDS = 2
AT_ONCE = 5
SLACK_SECONDS = 1.0
"""What a busy machine may add to a budget."""
FAULTS = ("killed", "frozen", "slowed")
PART_OF = {"suppliers": "supplier_names", "analytics": "area_figures"}
_numbers = count()


@dataclass
class Door:
    """The gateway before a service of its own process and two that are far."""

    prenan: Platform
    far: dict[str, Far]

    def needing(self, service: str) -> str:
        """A read that needs a service; none is kept."""
        number = next(_numbers)
        return f"/suppliers/{HOLDER}?n={number}" if service == "suppliers" else f"/indicators/A1?area={number}"

    def tender(self) -> str:
        """A tender that nobody has read yet, for which both are optional."""
        tender = a_tender(area=f"area-{next(_numbers)}")
        self.prenan.tenders.documents[tender["id"]] = tender
        return f"/tenders/{tender['id']}"


@pytest.fixture(scope="module")
async def door(postgresql: ScratchPostgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    address = await postgresql.create("gateway")
    async with contextlib.AsyncExitStack() as stack:
        names = ("suppliers", "analytics")
        far = await asyncio.gather(*(stack.enter_async_context(Far(name).running()) for name in names))
        folder = tmp_path_factory.mktemp("documents")
        made = await stack.enter_async_context(platform(address, folder, {one.name: one.url for one in far}))
        await made.begin()
        yield Door(made, dict(zip(names, far, strict=True)))
    await postgresql.drop(address)


async def timed(http: httpx.AsyncClient, path: str) -> tuple[float, httpx.Response]:
    began = time.monotonic()
    answer = await http.get(path)
    return time.monotonic() - began, answer


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("service", PART_OF)
async def test_one_service_away_makes_nobody_else_wait(door: Door, service: str, fault: str) -> None:
    http = door.prenan.http
    other = next(name for name in PART_OF if name != service)
    unaffected, composed, needing = [], [], []
    async with door.far[service].broken(fault):
        door.prenan.app.state.platform.shelf.clear()
        for _ in range(ROUNDS):
            asked = [
                timed(http, path())
                for path in (lambda: door.needing(other), lambda: "/tenders")
                for _ in range(AT_ONCE)
            ]
            partial = [timed(http, door.tender()) for _ in range(AT_ONCE)]
            required = [timed(http, door.needing(service)) for _ in range(AT_ONCE)]
            answers = await asyncio.gather(*asked, *partial, *required)
            unaffected += answers[: 2 * AT_ONCE]
            composed += answers[2 * AT_ONCE : 3 * AT_ONCE]
            needing += answers[3 * AT_ONCE :]
    late = [seconds for seconds, _ in (*unaffected, *composed) if seconds > 1.2 + SLACK_SECONDS]
    late += [seconds for seconds, _ in needing if seconds > TOTAL_SECONDS + SLACK_SECONDS]
    assert late == []
    assert {answer.status_code for _, answer in (*unaffected, *composed)} == {200}
    for _, answer in composed:
        assert [missing["part"] for missing in answer.json()["partial"]] == [PART_OF[service]]
    for _, answer in needing:
        assert answer.status_code in ((200, 503, 504) if fault == "slowed" else (503, 504))
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"
            assert (answer.json()["upstream"], answer.json()["retryable"]) == (service, True)
            assert answer.headers["retry-after"] == "1"
    await until(lambda: is_whole(door, service))


async def is_whole(door: Door, service: str) -> bool:
    """Whether everything is answered again, nothing missing."""
    required = await door.prenan.http.get(door.needing(service))
    shown = await door.prenan.http.get(door.tender())
    return required.status_code == shown.status_code == 200 and "partial" not in shown.json()
