"""A need goes in, a shortlist comes out: explained, kept as it was, with room for newcomers."""

from datetime import datetime
from typing import Any

import pytest

from contracts.procedures import ContractNotified
from services.suppliers.persistence.index_follower import IndexFollower
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import BUYER, a_contract, hear, told
from tests.waiting import until

ROADS = "45233140"
NEED = {"text": "Travaux de voirie", "codes": [ROADS], "place": {"department": "35"}, "buyer": BUYER}
SCOPES = frozenset({"suppliers:write", "sourcing:match", "sourcing:policy"})


async def asked(registry: Registry, **more: Any) -> dict[str, Any]:
    answer = await registry.call("POST", "/matches", {**NEED, **more}, scopes=SCOPES)
    assert answer.status_code == 201, answer.text
    document: dict[str, Any] = answer.json()
    return document


async def found(registry: Registry, name: str) -> dict[str, Any] | None:
    """The position of a supplier, by its name."""
    positions = (await asked(registry))["positions"]
    return next((one for one in positions if one["name"] == name), None)


@pytest.fixture
async def roads(registry: Registry) -> Registry:
    sourcing: IndexFollower = registry.app.state.sourcing
    await sourcing.built()
    await registry.register(a_supplier(SIRET, name="Voirie de l'Ouest", activities=[ROADS], place={"commune": "35238"}))
    await registry.register(a_supplier(OTHERS[0], name="Boulangerie", activities=["15811000"]))
    await until(lambda: found(registry, "Voirie de l'Ouest"))
    return registry


async def test_the_parts_of_every_position_add_up_to_its_points(roads: Registry) -> None:
    positions = (await asked(roads))["positions"]
    assert positions[0]["name"] == "Voirie de l'Ouest"
    for position in positions:
        assert sum(part["points"] for part in position["parts"]) == position["points"]
        assert all(part["fr"] and part["en"] for part in position["parts"])


async def test_a_shortlist_is_shown_as_it_was_whatever_happens_since(roads: Registry) -> None:
    made = await asked(roads)
    await roads.update(a_supplier(name="Voirie de l'Ouest et du Nord"))
    answer = await roads.call("GET", f"/matches/{made['id']}", scopes=SCOPES)
    shown = answer.json()
    instants = (datetime.fromisoformat(one.pop("asked_at")) for one in (shown, made))
    assert len(set(instants)) == 1
    assert shown == made
    assert shown["version"]


async def test_another_buyers_shortlist_is_not_found(roads: Registry) -> None:
    made = await asked(roads)
    path = f"/matches/{made['id']}"
    assert (await roads.call("GET", path, scopes=SCOPES, organisation=BUYER)).status_code == 200
    answer = await roads.call("GET", path, scopes=SCOPES, organisation=OTHERS[1])
    assert (answer.status_code, answer.json()["code"]) == (404, "match-not-found")


async def test_nobody_asks_for_another_buyer(roads: Registry) -> None:
    answer = await roads.call("POST", "/matches", NEED, scopes=SCOPES, organisation=OTHERS[1])
    assert (answer.status_code, answer.json()["code"]) == (403, "not-yours")


async def test_a_change_of_a_supplier_can_be_found(roads: Registry) -> None:
    await roads.register(a_supplier(OTHERS[1], name="Enrobés du Trégor", activities=[ROADS]))
    assert await until(lambda: found(roads, "Enrobés du Trégor"))
    await roads.act("suspension", {"reason": "Exclusion"}, siret=OTHERS[1])

    async def gone() -> bool:
        return await found(roads, "Enrobés du Trégor") is None

    await until(gone)


async def test_a_contract_that_was_held_counts_as_soon_as_it_is_told(roads: Registry) -> None:
    contract = a_contract(holders=(SIRET,), cpv=ROADS)
    await hear(roads, told(ContractNotified, contract))

    async def proven() -> bool:
        position = await found(roads, "Voirie de l'Ouest")
        return position is not None and position["standing"] == "proven"

    await until(proven)


async def test_a_buyer_chooses_its_room_for_newcomers_and_the_answer_shows_it(roads: Registry) -> None:
    chosen = {"of": 10, "new": 8, "first": 5, "proven": 0, "reason": "Objectif de 30 % de primo-accédants"}
    path = f"/newcomer-quotas/{BUYER}"
    assert (await roads.call("PUT", path, chosen, scopes=SCOPES)).status_code == 428
    tag = (await roads.call("GET", path, scopes=SCOPES)).headers["etag"]
    assert (await roads.call("PUT", path, chosen, scopes=SCOPES, if_match=tag)).headers["etag"] == '"1"'
    assert (await roads.call("PUT", path, chosen, scopes=SCOPES, if_match=tag)).status_code == 412
    made = await asked(roads)
    assert (made["quota"]["new"], made["quota"]["first"]) == (8, 5)
    assert sum(made["room"].values()) == len(made["positions"])
    assert (await roads.call("GET", path, scopes=SCOPES)).json()["new"] == 8
    assert (await asked(roads, room={"of": 10, "new": 0, "first": 0, "proven": 0}))["quota"]["new"] == 0


async def test_a_need_without_codes_is_told_them_by_its_words(roads: Registry) -> None:
    made = await asked(roads, text="Fourniture de mobilier de bureau", codes=[])
    assert made["need"]["codes"]


async def test_only_those_who_look_for_suppliers_do(roads: Registry) -> None:
    assert (await roads.call("POST", "/matches", NEED, scopes=None)).status_code == 401
    assert (await roads.call("POST", "/matches", NEED, scopes=frozenset({"suppliers:write"}))).status_code == 403
    answer = await roads.call(
        "PUT", f"/newcomer-quotas/{BUYER}", {"reason": "Non"}, scopes=frozenset({"sourcing:match"}), if_match="*"
    )
    assert answer.status_code == 403
