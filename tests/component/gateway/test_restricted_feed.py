"""Prices pass through the gateway to those who may see them, and stay with nobody on the way."""

import pytest

from gateway.api import feeds
from tests.component.gateway.platform import Platform
from tests.component.gateway.reading import reader
from tests.waiting import until

TARGET = "/feed/offers?after=0&limit=1&include=body"
SECRET_PRICE = "98765.43"
PAGE = {
    "topic": "procurement.offers.v1",
    "events": [{"position": 1, "hash": "00", "event": {"data": {"price": SECRET_PRICE}}}],
    "next": 1,
    "head": 1,
}


@pytest.fixture
def offers(prenan: Platform) -> Platform:
    """The platform after prices were told."""
    prenan.tenders.documents["offers"] = PAGE
    return prenan


@pytest.mark.parametrize("role", ["operator", "department-system"])
async def test_an_operator_and_a_department_system_read_prices(offers: Platform, role: str) -> None:
    answer = await offers.http.get(TARGET, headers=await offers.bearer(role))
    assert (answer.status_code, SECRET_PRICE in answer.text) == (200, True)


@pytest.mark.parametrize("role", ["supplier", "purchasing-referent", "portal", "evaluator", "financial-manager"])
async def test_others_with_a_key_do_not(offers: Platform, role: str) -> None:
    answer = await offers.http.get(TARGET, headers=await offers.bearer(role))
    assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing")


@pytest.mark.parametrize("target", [TARGET, TARGET.replace("offers", "%6Fffers")])
async def test_what_an_operator_read_is_not_kept_for_the_public(offers: Platform, target: str) -> None:
    key = await offers.bearer("operator")
    for _ in range(2):
        assert (await offers.http.get(target, headers=key)).status_code == 200
    public = await offers.http.get(target)
    assert (public.status_code, public.json()["code"]) == (401, "unauthenticated")
    assert SECRET_PRICE not in public.text
    assert offers.tenders.asked["/feed/offers"] == 3, "each reader's page comes from the service"


async def test_it_is_streamed_to_those_who_may_read_it_until_their_proof_ends(
    prenan: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = iter([])
    monkeypatch.setattr(feeds, "holds", lambda *_: next(proof, True))
    prenan.offers.tell("a bid", price=SECRET_PRICE)
    async with reader(prenan.http, "/feed/offers?include=body", **await prenan.bearer("operator")) as stream:
        await stream.read(until=1)
        prenan.offers.tell("another bid", price=SECRET_PRICE)
        assert await stream.read(until=2) == [1, 2]
        assert SECRET_PRICE in str(stream.items[1])
        proof = iter([False])
        prenan.offers.tell("what it may no longer read", price=SECRET_PRICE)
        assert await stream.read() == [1, 2]
    hub = prenan.app.state.platform.hub
    await until(lambda: hub.open_streams == 0)
    assert not hub._restricted, "nobody reads it, nobody follows it"


async def test_its_journal_is_public(offers: Platform) -> None:
    assert (await offers.http.get("/journal/offers/checkpoints")).json()["service"] == "tenders"


async def test_the_public_document_says_that_it_needs_a_key(prenan: Platform) -> None:
    document = (await prenan.http.get("/openapi.json")).json()
    operation = document["paths"]["/feed/offers"]["get"]
    assert (operation["x-access"], operation["security"]) == (
        "offers:read",
        [{"bearer": []}, {"oauth2": ["offers:read"]}],
    )
