"""What a buyer keeps of suppliers is its own: panels, notes, favourites, cautions."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from contracts.calendar import PARIS
from services.suppliers.persistence.index_follower import IndexFollower
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import BUYER
from tests.held_clock import HeldClock
from tests.waiting import until

ROADS = "45233140"
SCOPES = frozenset({"suppliers:write", "sourcing:match", "sourcing:write"})
NOW = datetime(2027, 3, 1, 10, tzinfo=PARIS)
LAST_DAY = date(2027, 6, 30)
CAUTION = {"reason": "Résiliation aux torts", "until": LAST_DAY.isoformat()}


class Buyer:
    """A buyer at work, on the day that it says."""

    def __init__(self, registry: Registry) -> None:
        self.registry, self.now = registry, NOW
        registry.app.state.clock = HeldClock(shown=lambda: self.now)

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> Any:
        return await self.registry.call(method, path, body, **{"scopes": SCOPES, "organisation": BUYER, **options})

    async def made(self, path: str, body: Any) -> Any:
        answer = await self.call("POST", path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def panel(self, *sirets: str) -> str:
        """The path of a panel that holds these suppliers."""
        path = f"/panels/{(await self.made('/panels', {'name': 'Voirie', 'purpose': 'MAPA'}))['id']}"
        if sirets:
            await self.made(f"{path}/suppliers", {"identifiers": [{"id": siret} for siret in sirets]})
        return path

    async def names(self, path: str) -> list[str]:
        return [one["name"] for one in (await self.call("GET", path)).json()["items"]]

    async def match(self, **more: Any) -> Any:
        return await self.made("/matches", {"text": "Travaux de voirie", "codes": [ROADS], **more})


@pytest.fixture
async def buyer(registry: Registry) -> Buyer:
    one = Buyer(registry)
    await registry.register(a_supplier(SIRET, name="Voirie de l'Ouest", activities=[ROADS]))
    await registry.register(a_supplier(OTHERS[1], name="Enrobés du Trégor", activities=[ROADS]))
    return one


@pytest.fixture
async def matching(buyer: Buyer) -> Buyer:
    sourcing: IndexFollower = buyer.registry.app.state.sourcing
    await sourcing.built()

    async def both() -> bool:
        return len((await buyer.match())["positions"]) == 2

    await until(both)
    return buyer


async def test_a_panel_holds_each_supplier_once_by_name(buyer: Buyer) -> None:
    path = await buyer.panel(SIRET, OTHERS[1])
    again = await buyer.made(f"{path}/suppliers", {"identifiers": [{"id": SIRET}]})
    assert again["members"] == 2
    assert await buyer.names(f"{path}/suppliers") == ["Enrobés du Trégor", "Voirie de l'Ouest"]
    assert (await buyer.call("DELETE", f"{path}/suppliers/{SIRET}")).status_code == 204
    assert await buyer.names(f"{path}/suppliers") == ["Enrobés du Trégor"]
    assert (await buyer.call("GET", path)).json()["members"] == 1


async def test_a_panel_holds_registered_suppliers_alone(buyer: Buyer) -> None:
    path = await buyer.panel()
    answer = await buyer.call("POST", f"{path}/suppliers", {"identifiers": [{"id": OTHERS[2]}]})
    assert (answer.status_code, answer.json()["identifiers"]) == (404, [OTHERS[2]])


async def test_a_panel_is_renamed_as_it_was_read_and_forgotten(buyer: Buyer) -> None:
    path = await buyer.panel(SIRET)
    tag = (await buyer.call("GET", path)).headers["etag"]
    renamed = {"name": "Routes", "purpose": "Accord-cadre"}
    assert (await buyer.call("PUT", path, renamed, if_match=tag)).json()["name"] == "Routes"
    assert (await buyer.call("PUT", path, renamed, if_match=tag)).status_code == 412
    assert (await buyer.call("DELETE", path)).status_code == 204
    assert (await buyer.call("GET", path)).json()["code"] == "panel-not-found"


async def test_notes_and_favourites_are_kept_and_taken_away(buyer: Buyer) -> None:
    path = f"/suppliers/{SIRET}"
    note = await buyer.made(f"{path}/notes", {"text": "Très réactif"})
    assert [one["text"] for one in (await buyer.call("GET", f"{path}/notes")).json()["items"]] == ["Très réactif"]
    assert (await buyer.call("DELETE", f"{path}/notes/{note['id']}")).status_code == 204
    assert (await buyer.call("GET", f"{path}/notes")).json()["items"] == []
    for _ in range(2):
        assert (await buyer.call("PUT", f"{path}/favourite")).status_code == 204
    assert await buyer.names("/favourites") == ["Voirie de l'Ouest"]
    assert (await buyer.call("DELETE", f"{path}/favourite")).status_code == 204
    assert await buyer.names("/favourites") == []


async def test_a_caution_is_about_the_company_and_ends_by_itself(buyer: Buyer) -> None:
    assert (await buyer.call("PUT", f"/suppliers/{SIRET}/caution", CAUTION)).status_code == 200
    [kept] = (await buyer.call("GET", "/cautions")).json()["items"]
    assert (kept["company"], kept["reason"]) == (SIRET[:9], CAUTION["reason"])
    buyer.now = datetime(2027, 6, 30, 23, tzinfo=PARIS)
    assert (await buyer.call("GET", f"/suppliers/{SIRET}/caution")).status_code == 200
    buyer.now += timedelta(hours=2)
    assert (await buyer.call("GET", f"/suppliers/{SIRET}/caution")).json()["code"] == "caution-not-found"
    assert (await buyer.call("GET", "/cautions")).json()["items"] == []


async def test_a_caution_is_lifted_before_its_time(buyer: Buyer) -> None:
    path = f"/suppliers/{SIRET}/caution"
    await buyer.call("PUT", path, CAUTION)
    assert (await buyer.call("DELETE", path)).status_code == 204
    assert (await buyer.call("GET", path)).status_code == 404


@pytest.mark.parametrize(
    ("until_day", "code"), [("2027-02-28", "caution-over"), ("2030-03-02", "caution-too-long"), ("2030-03-01", None)]
)
async def test_a_caution_lasts_three_years_at_most(buyer: Buyer, until_day: str, code: str | None) -> None:
    answer = await buyer.call("PUT", f"/suppliers/{SIRET}/caution", {**CAUTION, "until": until_day})
    assert answer.json().get("code") == code


async def test_a_shortlist_leaves_out_whom_the_buyer_is_cautious_about_and_says_how_many(matching: Buyer) -> None:
    await matching.call("PUT", f"/suppliers/{SIRET}/caution", CAUTION)
    made = await matching.match()
    assert ([one["name"] for one in made["positions"]], made["excluded"]) == (["Enrobés du Trégor"], 1)
    assert (await matching.call("GET", f"/matches/{made['id']}")).json()["excluded"] == 1
    matching.now += timedelta(days=365)
    assert (await matching.match())["excluded"] == 0


async def test_another_buyers_caution_changes_no_shortlist(matching: Buyer) -> None:
    other = {"organisation": OTHERS[2]}
    await matching.call("PUT", f"/suppliers/{SIRET}/caution", CAUTION, **other)
    made = await matching.match()
    assert (len(made["positions"]), made["excluded"]) == (2, 0)


async def test_a_shortlist_may_be_made_within_a_panel(matching: Buyer) -> None:
    panel = (await matching.panel(OTHERS[1])).rpartition("/")[2]
    made = await matching.match(panel=panel)
    assert ([one["name"] for one in made["positions"]], made["panel"]) == (["Enrobés du Trégor"], panel)
    need = {"text": "Voirie", "codes": [ROADS], "panel": panel}
    answer = await matching.call("POST", "/matches", need, organisation=OTHERS[2])
    assert (answer.status_code, answer.json()["code"]) == (404, "panel-not-found")
