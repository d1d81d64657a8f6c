"""Files go with a sourcing request: sent with a draft, read by its buyer and by those who are asked."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import httpx
import pytest

from services.suppliers.application.sweeping import sweep
from tests.component.suppliers.registry import OTHERS, SIRET
from tests.component.suppliers.sourcing_desk import MONDAY, SCOPES, SUPPLIERS, SourcingDesk

PLAN = b"%PDF-1.7\n" + b"Plan des routes " * 5_000
REAL = datetime.now(UTC)


async def sent(
    desk: SourcingDesk, path: str, name: str = "plan.pdf", content: bytes = PLAN, **options: str
) -> httpx.Response:
    """The answer to sending a file."""
    options = {"content_type": "application/pdf", **options}
    return await desk.registry.call("POST", f"{path}/attachments?name={name}", content, scopes=SCOPES, **options)


async def read(desk: SourcingDesk, path: str, siret: str, **headers: str) -> httpx.Response:
    """What a supplier gets of the plan."""
    named = f"{path}/invitation/attachments/plan.pdf"
    return await desk.registry.call("GET", named, scopes=frozenset(), organisation=siret, **headers)


async def kept(desk: SourcingDesk) -> list[str]:
    """The names in the storage of what is kept there."""
    storage = desk.registry.app.state.depot.storage
    return [name async for names in storage.unchanged_since(datetime.max.replace(tzinfo=UTC)) for name in names]


@pytest.fixture(autouse=True)
async def emptied(desk: SourcingDesk) -> AsyncIterator[None]:
    """Other tests leave nothing in the storage."""
    yield
    for name in await kept(desk):
        await desk.registry.app.state.depot.storage.delete(name)


async def test_everybody_that_is_asked_reads_the_file_that_was_sent(desk: SourcingDesk) -> None:
    path = await desk.prepared()
    answer = await sent(desk, path)
    assert answer.status_code == 201, answer.text
    document = answer.json()
    assert (document["size"], document["sha256"]) == (len(PLAN), sha256(PLAN).hexdigest())
    await desk.act(f"{path}/opening")
    await desk.at(MONDAY)
    for siret in SUPPLIERS[:2]:
        found = await read(desk, path, siret)
        assert (found.status_code, found.content) == (200, PLAN)
        assert found.headers["cache-control"] == "private, no-store"
    part = await read(desk, path, SIRET, range="bytes=0-7")
    assert (part.status_code, part.content) == (206, PLAN[:8])
    shown = await desk.registry.call("GET", f"{path}/invitation", scopes=frozenset(), organisation=SIRET)
    assert shown.json()["attachments"] == [document]


async def test_nobody_else_reads_it(desk: SourcingDesk) -> None:
    path = await desk.prepared()
    await sent(desk, path)
    await desk.act(f"{path}/opening")
    await desk.at(MONDAY)
    waiting, stranger = await read(desk, path, SUPPLIERS[-1]), await read(desk, path, "55203253400646")
    assert (waiting.status_code, waiting.json()["code"]) == (409, "contact-refused")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "contact-not-found")
    assert (await desk.registry.get(f"{path}/invitation/attachments/plan.pdf")).status_code == 404
    own = f"{path}/attachments/plan.pdf"
    assert (await desk.registry.call("GET", own, scopes=SCOPES)).content == PLAN
    assert (await desk.registry.call("GET", own, scopes=SCOPES, organisation=OTHERS[1])).status_code == 404
    assert (await desk.registry.call("GET", own, scopes=frozenset())).status_code == 403


async def test_the_same_name_again_takes_the_place_of_the_file_and_its_bytes_go(desk: SourcingDesk) -> None:
    path = await desk.prepared()
    await sent(desk, path)
    await sent(desk, path, content=b"%PDF-1.7\nun autre plan")
    [request] = (await desk.registry.call("GET", "/sourcing-requests", scopes=SCOPES)).json()["items"]
    assert [(one["name"], one["size"]) for one in request["attachments"]] == [("plan.pdf", 22)]
    assert "stored_as" not in str(request)
    assert len(await kept(desk)) == 1
    removed = await desk.registry.call("DELETE", f"{path}/attachments/plan.pdf", scopes=SCOPES)
    assert (removed.status_code, await kept(desk)) == (204, [])
    again = await desk.registry.call("DELETE", f"{path}/attachments/plan.pdf", scopes=SCOPES)
    assert (again.status_code, again.json()["code"]) == (404, "attachment-not-found")


async def test_the_files_of_a_request_that_is_open_stay_as_they_are(desk: SourcingDesk) -> None:
    path = await desk.prepared()
    await sent(desk, path)
    await desk.act(f"{path}/opening")
    late = await sent(desk, path, "autre.pdf")
    assert (late.status_code, late.json()["code"]) == (409, "request-refused")
    removed = await desk.registry.call("DELETE", f"{path}/attachments/plan.pdf", scopes=SCOPES)
    assert (removed.status_code, removed.json()["code"]) == (409, "request-refused")
    assert len(await kept(desk)) == 1


async def test_a_file_that_is_not_what_it_claims_or_is_one_too_many_is_not_kept(desk: SourcingDesk) -> None:
    path = await desk.prepared()
    false = await sent(desk, path, content=b"MZ programme")
    assert (false.status_code, false.json()["code"]) == (422, "content-contradicts-type")
    for number in range(20):
        assert (await sent(desk, path, f"plan-{number}.pdf")).status_code == 201
    full = await sent(desk, path, "plan-20.pdf")
    assert (full.status_code, full.json()["code"]) == (409, "attachments-full")
    assert len(await kept(desk)) == 20


async def test_a_file_of_no_request_goes_after_a_day_and_an_attachment_stays(desk: SourcingDesk) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b"Content of a process that died"

    storage = desk.registry.app.state.depot.storage
    path = await desk.prepared()
    await sent(desk, path)
    await storage.put(chunks(), limit=100)
    await sweep(desk.registry.database, storage, real=REAL + timedelta(hours=23))
    assert len(await kept(desk)) == 2
    await sweep(desk.registry.database, storage, real=REAL + timedelta(hours=25))
    assert len(await kept(desk)) == 1
    assert (await desk.registry.call("GET", f"{path}/attachments/plan.pdf", scopes=SCOPES)).content == PLAN
