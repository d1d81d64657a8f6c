"""One service dead, frozen or slow: the others answer as ever, what it is needed for says so in time, and it heals."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from uuid import uuid4

import httpx
import pytest

from chassis.client import TOTAL_SECONDS
from tests.component.gateway.platform import Platform, platform
from tests.component.gateway.reading import reader
from tests.component.gateway.stubs import HOLDER, a_tender
from tests.faults.far import Far
from tests.postgresql import ScratchPostgres
from tests.waiting import until

ROUNDS = 2
AT_ONCE = 5
SLACK_SECONDS = 2.0
"""What a busy machine may add to a budget, beside what it adds to an answer that needs nobody (`/livez`)."""
FAULTS = ("killed", "frozen", "slowed")
PART_OF = {"suppliers": "supplier_names", "analytics": "area_figures"}
COMPOSED = {
    "suppliers": {
        "tender": "matching_suppliers",
        "contract": "supplier_names",
        "profile": None,
        "dashboard": "",
        "search": "suppliers",
    },
    "analytics": {
        "tender": "buyer_figures",
        "contract": "observed",
        "profile": "figures",
        "dashboard": None,
        "search": "contracts",
    },
}
"""What each composed answer lacks without a service: a part; nothing (""); or it cannot be given at all (None)."""
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

    def composed(self) -> dict[str, str]:
        """Addresses of the other composed answers; none is kept."""
        contract, number = str(uuid4()), next(_numbers)
        holders = {"holders": [{"identifier": {"scheme": "SIRET", "id": HOLDER}}]}
        document = {"id": contract, "procedure_id": contract, "lot": None, "contract": holders}
        page = {"items": [], "next": None, "prev": None}
        paths = ("/plan-entries", f"/contracts/{contract}/modifications", f"/contracts/{contract}/acts")
        self.prenan.tenders.documents |= {contract: document, **dict.fromkeys(paths, page)}
        return {
            "tender": f"{self.tender()}?include=buyer_figures,matching_suppliers",
            "contract": f"/contracts/{contract}",
            "profile": f"/suppliers/{HOLDER}/profile?fields=name&n={number}",
            "dashboard": f"/departments/buildings/dashboard?n={number}",
            "search": f"/search?q=roofs+{number}",
        }


@pytest.fixture(scope="module")
async def door(postgresql: ScratchPostgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Door]:
    address = await postgresql.create("gateway")
    async with contextlib.AsyncExitStack() as stack:
        far = {service: await stack.enter_async_context(Far().running()) for service in PART_OF}
        addresses = {service: one.url for service, one in far.items()}
        made = await stack.enter_async_context(platform(address, tmp_path_factory.mktemp("documents"), addresses))
        await made.begin()
        yield Door(made, far)
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
    unaffected, composed, needing, slack = [], [], [], SLACK_SECONDS
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
            answers = await asyncio.gather(*asked, *partial, *required, timed(http, "/livez"))
            unaffected += answers[: 2 * AT_ONCE]
            composed += answers[2 * AT_ONCE : 3 * AT_ONCE]
            needing += answers[3 * AT_ONCE : 4 * AT_ONCE]
            slack = max(slack, SLACK_SECONDS + answers[-1][0])
    late = [seconds for seconds, _ in (*unaffected, *composed) if seconds > 1.2 + slack]
    late += [seconds for seconds, _ in needing if seconds > TOTAL_SECONDS + slack]
    assert late == []
    assert {answer.status_code for _, answer in (*unaffected, *composed)} == {200}
    named = [[missing["part"] for missing in answer.json()["partial"]] for _, answer in composed]
    assert all(PART_OF[service] in parts for parts in named)
    assert [PART_OF[service]] in named, "what the other service has is there"
    for _, answer in needing:
        assert answer.status_code in ((200, 503, 504) if fault == "slowed" else (503, 504))
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"
            assert (answer.json()["upstream"], answer.json()["retryable"]) == (service, True)
            assert answer.headers["retry-after"] == "1"
    await until(lambda: is_whole(door, service), 60)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("service", COMPOSED)
async def test_each_composed_answer_says_what_it_lacks_without_a_service(door: Door, service: str, fault: str) -> None:
    async with door.far[service].broken(fault):
        door.prenan.app.state.platform.shelf.clear()
        door.prenan.app.state.platform.composer.forget()
        paths = [*door.composed().values(), "/livez"]
        *answers, (slack, _) = await asyncio.gather(*(timed(door.prenan.http, path) for path in paths))
    for (name, lacked), (seconds, answer) in zip(COMPOSED[service].items(), answers, strict=True):
        assert seconds < 1.2 + SLACK_SECONDS + slack, name
        if lacked is not None:
            assert answer.status_code == 200, name
            named = [missing["part"] for missing in answer.json().get("partial", ())]
            assert set(named) <= {lacked}, name
            assert named or not lacked or fault == "slowed", name
        elif answer.status_code != 200 or fault != "slowed":
            assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json"), name
            assert (answer.json()["upstream"], answer.headers["retry-after"]) == (service, "1"), name
    await until(lambda: is_whole(door, service), 60)


async def test_streams_of_other_services_go_on_and_that_of_one_that_was_away_resumes(door: Door) -> None:
    following = reader(door.prenan.http, "/feed/procedures?after=latest")
    async with following as stream, door.far["suppliers"].broken("killed"):
        there = len(door.prenan.procedures.events)
        door.prenan.procedures.tell("told meanwhile")
        assert await stream.read(until=there + 1) == [there + 1]
        page = await door.prenan.http.get("/feed/suppliers?after=0")
        assert (page.status_code, page.json()["upstream"]) == (503, "suppliers")
    await until(lambda: is_followed(door), 60)


async def is_followed(door: Door) -> bool:
    """Whether the stream of the service that was away can be read again."""
    async with reader(door.prenan.http, "/feed/suppliers?after=0") as stream:
        return stream.answer.status_code == 200 and await stream.read(until=0) == [] and stream.last == "0"


async def is_whole(door: Door, service: str) -> bool:
    """Whether everything is answered again, nothing missing."""
    required = await door.prenan.http.get(door.needing(service))
    shown = await door.prenan.http.get(door.tender())
    return required.status_code == shown.status_code == 200 and "partial" not in shown.json()
