"""Buyer A never sees or changes what buyer B keeps for itself, on any route, in any feed, fact or log line."""

import re
from itertools import permutations
from typing import Any

import pytest
from fastapi.routing import APIRoute

from services.suppliers.api import annotations, panels, searches
from services.suppliers.main import ROUTES
from tests.component.suppliers.registry import OTHERS, SIRET, Registry, a_supplier

BUYERS = ("23350001600040", "21350238800019", "35600000000048")
SCOPES = frozenset({"suppliers:write", "sourcing:match", "sourcing:write"})
EVERY_SCOPE = SCOPES | {
    "suppliers:verify",
    "suppliers:import",
    "sourcing:send",
    "sourcing:policy",
    "offers:read",
    "alerts:write",
}
PRIVATE = tuple(
    (method, route.path)
    for routes in (panels, annotations, searches)
    for route in routes.router.routes
    if isinstance(route, APIRoute) and "{token}" not in route.path
    for method in sorted(route.methods)
)
"""Every route of what buyers keep for themselves."""
BODIES: dict[str, Any] = {
    "/panels": {"name": "Intrusion", "purpose": "Intrusion"},
    "/panels/{panel_id}": {"name": "Intrusion", "purpose": "Intrusion"},
    "/panels/{panel_id}/suppliers": {"identifiers": [{"id": SIRET}]},
    "/saved-searches": {"name": "Intrusion"},
    "/saved-searches/{search_id}": {"name": "Intrusion"},
    "/suppliers/{siret:path}/notes": {"text": "Intrusion"},
    "/suppliers/{siret:path}/caution": {"reason": "Intrusion", "until": "2027-06-30"},
}


def secret(buyer: str) -> str:
    """Words that only this buyer's things say."""
    return f"confidentiel-{buyer[:6]}"


class Vault:
    """Buyers that each keep one thing of every kind about the same supplier."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.things: dict[str, dict[str, str]] = {}

    async def fill(self, buyer: str) -> None:
        """Keep one of each."""
        word = secret(buyer)
        panel = await self.call(buyer, "POST", "/panels", {"name": word, "purpose": word})
        note = await self.call(buyer, "POST", f"/suppliers/{SIRET}/notes", {"text": word})
        search = await self.call(buyer, "POST", "/saved-searches", {"name": word, "email": f"{word}@example.org"})
        made = {"panel_id": panel, "note_id": note, "search_id": search}
        self.things[buyer] = {"siret:path": SIRET, **{name: answer.json()["id"] for name, answer in made.items()}}
        await self.call(buyer, "POST", f"/panels/{panel.json()['id']}/suppliers", {"identifiers": [{"id": SIRET}]})
        await self.call(
            buyer, "PUT", f"/suppliers/{SIRET}/caution", {"reason": word, "until": "2027-06-30"}, named=buyer
        )
        await self.call(buyer, "PUT", f"/suppliers/{SIRET}/favourite")

    async def call(self, buyer: str, method: str, path: str, body: Any = None, named: str | None = None) -> Any:
        """Act with the key of a buyer; `named` is the buyer that it says it acts for."""
        query = f"?buyer={named}&organisation={named}" if named else ""
        more = {"if_match": "*"} if method == "PUT" else {}
        return await self.registry.call(method, path + query, body, scopes=EVERY_SCOPE, organisation=buyer, **more)

    def path(self, template: str, owner: str) -> str:
        """The path of a route, at the things of an owner."""
        return re.sub(r"{([^}]+)}", lambda found: self.things[owner][found[1]], template)

    async def kept(self, buyer: str) -> list[Any]:
        """All that a buyer reads of its own."""
        paths = [path for method, path in PRIVATE if method == "GET"]
        answers = [await self.call(buyer, "GET", self.path(path, buyer)) for path in paths]
        assert all(answer.status_code == 200 for answer in answers)
        return [answer.json() for answer in answers]


@pytest.fixture
async def vault(registry: Registry) -> Vault:
    for siret in (SIRET, OTHERS[1]):
        await registry.register(a_supplier(siret))
    vault = Vault(registry)
    for buyer in BUYERS:
        await vault.fill(buyer)
    return vault


@pytest.mark.parametrize(("owner", "other"), list(permutations(BUYERS, 2)))
async def test_no_route_shows_or_changes_what_another_buyer_keeps(vault: Vault, owner: str, other: str) -> None:
    before = await vault.kept(owner)
    assert secret(owner) in str(before)
    for method, template in PRIVATE:
        path, body = vault.path(template, owner), BODIES.get(template)
        as_own = await vault.call(other, method, path, body)
        assert secret(owner) not in as_own.text, (method, template)
        if "_id}" in template:
            assert as_own.status_code in {403, 404}, (method, template, as_own.text)
        named = await vault.call(other, method, path, body, named=owner)
        assert named.status_code == 403, (method, template, named.text)
    assert await vault.kept(owner) == before


async def test_a_key_of_every_organisation_names_the_buyer(vault: Vault) -> None:
    for method, template in PRIVATE:
        answer = await vault.call("*", method, vault.path(template, BUYERS[0]), BODIES.get(template))
        assert (answer.status_code, answer.json()["code"]) == (422, "buyer-unnamed"), (method, template)
        wrong = await vault.call("*", method, vault.path(template, BUYERS[0]), BODIES.get(template), named=BUYERS[1])
        assert secret(BUYERS[0]) not in wrong.text


async def test_nothing_private_is_in_any_other_answer_in_any_fact_or_in_the_log(
    capsys: pytest.CaptureFixture[str], vault: Vault
) -> None:
    words = [secret(buyer) for buyer in BUYERS]
    told = " ".join(str(fact.data) for fact in await vault.registry.facts())
    answers = [await vault.registry.get(path) for path in _public(vault)]
    answers += [await vault.call(SIRET, "GET", path) for path in _public(vault)]
    said = capsys.readouterr()
    everything = [told, said.out, said.err, *(answer.text for answer in answers)]
    assert len(answers) > 10
    assert not [word for word in words if any(word in text for text in everything)]


async def test_only_those_who_source_keep_anything(vault: Vault) -> None:
    for method, template in PRIVATE:
        path, body = vault.path(template, BUYERS[0]), BODIES.get(template)
        assert (await vault.registry.call(method, path, body, scopes=None)).status_code == 401
        without = EVERY_SCOPE - {"sourcing:write", "alerts:write"}
        answer = await vault.registry.call(method, path, body, scopes=without, organisation=BUYERS[0])
        assert answer.status_code == 403


def _public(vault: Vault) -> list[str]:
    """Every path that is read without being a buyer's own, of the supplier that the buyers keep things about."""
    known = {"siret:path": SIRET, "siren": SIRET[:9]}
    routes = [one for routes in ROUTES for one in routes.router.routes if isinstance(one, APIRoute)]
    private = {path for _, path in PRIVATE}
    open_ = [one.path for one in routes if "GET" in one.methods and one.path not in private]
    filled = [
        re.sub(r"{([^}]+)}", lambda found: known.get(found[1], vault.things[BUYERS[0]]["panel_id"]), p) for p in open_
    ]
    return [*filled, "/feed/suppliers?include=body", "/feed/sourcing?include=body"]
