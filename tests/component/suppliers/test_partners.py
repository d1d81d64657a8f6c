"""Suppliers find partners where both agreed to be shown."""

from typing import Any

import httpx
import pytest

from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

OWN = frozenset({"profile:write"})
LOTS = "cpv=45233140&cpv=15811000&department=35"
BAKER = OTHERS[1]


async def call(registry: Registry, method: str, path: str, organisation: str = SIRET) -> httpx.Response:
    return await registry.call(method, path, scopes=OWN, organisation=organisation)


async def agree(registry: Registry, *sirets: str) -> None:
    for siret in sirets:
        answer = await call(registry, "PUT", f"/suppliers/{siret}/partnering", siret)
        assert answer.status_code == 204, answer.text


async def found(registry: Registry, query: str = LOTS) -> list[dict[str, Any]]:
    answer = await call(registry, "GET", f"/suppliers/{SIRET}/partners?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.fixture
async def trade(registry: Registry) -> Registry:
    place = {"place": {"commune": "35238"}}
    await registry.register(a_supplier(SIRET, name="Voirie", activities=["45233140"], **place))
    offers = [{"cpv": "15811100", "text": "Pain", "coverage": {"departments": ["35"]}}]
    await registry.register(a_supplier(BAKER, name="Boulangerie", offers=offers))
    await registry.register(a_supplier(OTHERS[2], name="Autre boulangerie", activities=["15811000"], **place))
    return registry


async def test_partners_do_what_one_does_not_and_both_have_agreed(trade: Registry) -> None:
    await agree(trade, SIRET, BAKER)
    [partner] = await found(trade)
    assert (partner["name"], partner["adds"], partner["nearby"]) == ("Boulangerie", ["15811000"], True)
    await agree(trade, OTHERS[2])
    assert len(await found(trade)) == 2


async def test_who_did_not_agree_is_shown_nobody_and_to_nobody(trade: Registry) -> None:
    await agree(trade, BAKER)
    answer = await call(trade, "GET", f"/suppliers/{SIRET}/partners?{LOTS}")
    assert (answer.status_code, answer.json()["code"]) == (409, "partners-not-shown")
    await agree(trade, SIRET)
    assert [one["name"] for one in await found(trade)] == ["Boulangerie"]
    await call(trade, "DELETE", f"/suppliers/{BAKER}/partnering", BAKER)
    assert await found(trade) == []


async def test_nobody_agrees_or_looks_for_another(trade: Registry) -> None:
    await agree(trade, SIRET)
    for method, path in (("PUT", "partnering"), ("DELETE", "partnering"), ("GET", f"partners?{LOTS}")):
        answer = await call(trade, method, f"/suppliers/{SIRET}/{path}", BAKER)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


async def test_the_agreement_is_in_no_public_answer_and_no_fact(trade: Registry) -> None:
    before = [await trade.read(), [fact.data for fact in await trade.facts()]]
    await agree(trade, SIRET)
    assert [await trade.read(), [fact.data for fact in await trade.facts()]] == before
