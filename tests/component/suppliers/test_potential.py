"""What a market could supply is asked before any call, for a need or for a whole plan."""

from typing import Any

import pytest

from contracts.procedures import ContractNotified
from services.suppliers.persistence.index_follower import IndexFollower
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import a_contract, hear, told
from tests.waiting import until

ROADS = "45233140"
SCOPES = frozenset({"suppliers:write", "sourcing:match"})
NEED = {
    "text": "Travaux de voirie",
    "codes": [ROADS],
    "place": {"department": "35"},
    "value": {"minimum": {"amount": "200000"}, "maximum": {"amount": "200000"}},
}
PLAN = "objet;cpv;departement;montant\nVoirie;45233140;35;200000\nPain;1581;35;5\n"


async def sounded(registry: Registry, **more: Any) -> dict[str, Any]:
    answer = await registry.call("POST", "/supply-potential", {**NEED, **more}, scopes=SCOPES)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


@pytest.fixture
async def market(registry: Registry) -> Registry:
    """Two road builders, one of them local, large and with a contract, and a baker."""
    sourcing: IndexFollower = registry.app.state.sourcing
    await sourcing.built()
    local = {"place": {"commune": "35238"}, "size": "pme", "inclusive": True}
    await registry.register(a_supplier(SIRET, name="Voirie de l'Ouest", activities=[ROADS], **local))
    await registry.register(a_supplier(OTHERS[1], name="Enrobés", activities=["45233222"], size="tpe"))
    await registry.register(a_supplier(OTHERS[2], name="Boulangerie", activities=["15811000"]))
    await registry.act("certificates", {"kind": "label", "code": "iso-14001", "issuer": "AFNOR"})
    await hear(registry, told(ContractNotified, a_contract(cpv=ROADS)))

    async def known() -> bool:
        return (await sounded(registry))["experienced"] == 1

    await until(known)
    return registry


async def test_the_supply_of_a_need_is_counted_and_followed_by_advice(market: Registry) -> None:
    found = await sounded(market)
    counts = {name: found[name] for name in ("suppliers", "local", "experienced", "never_awarded", "able", "labelled")}
    assert counts == {
        "suppliers": 2, "local": 1, "experienced": 1, "never_awarded": 1, "able": 1, "labelled": 1,
    }  # fmt: skip
    assert (found["inclusive"], found["by_size"]["pme"], found["complete"]) == (1, 1, True)
    [advice] = found["advice"]
    assert (advice["code"], "2" in advice["because_fr"], "2" in advice["because_en"]) == (
        "sound-the-market",
        True,
        True,
    )


async def test_what_a_need_does_not_say_is_not_counted(market: Registry) -> None:
    found = await sounded(market, place=None, value=None)
    assert (found["local"], found["able"]) == (None, None)


async def test_a_plan_gives_a_line_a_purchase_and_its_rows_in_error_back(market: Registry) -> None:
    answer = await market.call("POST", "/supply-potential/plans", PLAN.encode(), scopes=SCOPES, content_type="text/csv")
    assert answer.status_code == 200, answer.text
    [line], [error] = answer.json()["lines"], answer.json()["errors"]
    assert (line["row"], line["title"], line["suppliers"], line["local"]) == (2, "Voirie", 2, 1)
    assert (error["row"], error["column"], error["cells"]["title"]) == (3, "cpv", "Pain")


async def test_a_file_that_is_no_plan_is_refused(market: Registry) -> None:
    answer = await market.call("POST", "/supply-potential/plans", b"bonjour", scopes=SCOPES, content_type="text/csv")
    assert (answer.status_code, answer.json()["code"]) == (422, "plan-unreadable")


async def test_only_those_who_look_for_suppliers_ask(market: Registry) -> None:
    for path in ("/supply-potential", "/supply-potential/plans"):
        assert (await market.call("POST", path, NEED, scopes=None)).status_code == 401
        assert (await market.call("POST", path, NEED, scopes=frozenset({"suppliers:write"}))).status_code == 403
