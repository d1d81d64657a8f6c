"""What buyers, companies and the registry keep by forms: lists, notes, mailboxes, alerts, renewals, the quota."""

import re
from typing import Any

from tests.unit.gateway.web.stub import BUYER, Stub, page
from tests.unit.gateway.web.test_sourcing import ONE, SUPPLIER, TWO

SIRET = SUPPLIER["identifier"]["id"]
PATH = f"/suppliers/{SIRET}"
TOLD = {"fields": {"naf": {"kind": "register", "name": "INSEE", "on": "2026-01-01"}}}
NOBODY: dict[str, Any] = {f"GET {PATH}/certificates": page(), f"GET {PATH}/provenance": TOLD, f"GET {PATH}": SUPPLIER}
ENTRY = {"title": "Conseil", "quarter": "2027-Q1", "value": {"maximum": {"amount": "9000"}}}
CONTRACT = {"contract_id": ONE, "title": "Conseil", "holders": ["Kerbrat"], "ends_on": "2026-12-31", "entry": ENTRY}


async def test_companies_of_a_form_are_put_into_a_panel_foreign_ones_too() -> None:
    api = Stub({f"POST /panels/{ONE}/suppliers": {}})
    await api.post(f"/fr/panels/{ONE}", act="suppliers", numbers="000 001 016 00013\nVAT:DE811907980\n")
    expected = [{"id": "00000101600013"}, {"scheme": "VAT", "id": "DE811907980"}]
    assert api.asked[0].body == {"identifiers": expected}


async def test_a_buyer_notes_and_leaves_out_a_supplier_and_sees_what_it_noted() -> None:
    own = {"caution": None, "notes": page({"id": TWO, "text": "Sérieux", "client": "anne", "written_at": "2026-01-01"})}
    answers = {f"GET {PATH}/profile": SUPPLIER | {"own": own}, "GET /panels": page({"id": ONE, "name": "Voirie"})}
    api = Stub(answers | {f"POST {PATH}/notes": {}, f"PUT {PATH}/caution": {}, f"POST /panels/{ONE}/suppliers": {}})
    shown = (await api.get(f"/fr{PATH}")).text
    assert "Sérieux" in shown
    assert "Ajouter aux favoris" in shown
    await api.post(f"/fr{PATH}", act="note", text="Rapides")
    await api.post(f"/fr{PATH}", act="caution", reason="Litige", until="2027-06-30")
    await api.post(f"/fr{PATH}", act="panel", of=ONE)
    assert [(one.method, one.path, one.body) for one in api.asked] == [
        ("POST", f"{PATH}/notes", {"text": "Rapides"}),
        ("PUT", f"{PATH}/caution", {"reason": "Litige", "until": "2027-06-30"}),
        ("POST", f"/panels/{ONE}/suppliers", {"identifiers": [{"id": SIRET}]}),
    ]


async def test_what_a_buyer_keeps_is_offered_to_nobody_else() -> None:
    for role in ("supplier", "evaluator"):
        api = Stub({f"GET {PATH}/profile": SUPPLIER}, role=role, organisation="00000201600012")
        assert "Ajouter aux favoris" not in (await api.get(f"/fr{PATH}")).text


async def test_a_company_is_told_why_no_partners_are_shown() -> None:
    api = Stub(NOBODY | {f"GET {PATH}/partners": 409}, role="supplier", organisation=SIRET)
    shown = (await api.get(f"/fr{PATH}/account?cpv=45&cpv=")).text
    assert 'role="alert"' in shown
    assert re.search(r"Code NAF</th><td>Un registre</td>", shown)


async def test_another_entry_is_merged_into_the_one_that_is_shown() -> None:
    other = {"one": ONE, "other": TWO, "identifier": {"scheme": "SIRET", "id": "00000201600012"}, "name": "Kerbrat",
             "reasons": ["same-name"]}  # fmt: skip
    lists = {f"GET {PATH}/duplicates": {"items": [other]}, "GET /supplier-claims": page()}
    api = Stub(NOBODY | lists | {"POST /suppliers/00000201600012/merger": {}})
    assert "même nom" in (await api.get(f"/fr{PATH}/registry")).text
    await api.post(f"/fr{PATH}/registry", act="merger", of="00000201600012", reason="Même fiche")
    assert api.asked[0].body == {"into": {"id": SIRET}, "reason": "Même fiche"}


async def test_the_purchase_after_a_contract_goes_into_the_plan_as_it_was_proposed() -> None:
    api = Stub({"GET /renewals": page(CONTRACT), "POST /plan-entries": {"id": TWO}})
    assert "Inscrire à la programmation" in (await api.get("/fr/renewals")).text
    answer = await api.post("/fr/renewals", of=ONE, once=ONE)
    assert answer.headers["location"] == f"/fr/plan-entries/{TWO}"
    assert api.asked[0].body == ENTRY
    assert (await api.post("/fr/renewals", of=TWO)).status_code == 404


async def test_an_alert_asks_for_what_its_form_says() -> None:
    api = Stub({"POST /saved-searches": {}}, role="supplier", organisation=SIRET)
    fields = {"kind-tender": "1", "cpv": "45, 71", "where": "35", "least": "10 000,50", "email": ""}
    assert (await api.post("/fr/saved-searches", act="search", name="Travaux", **fields)).status_code == 303
    assert api.asked[0].body == {
        "name": "Travaux", "kinds": ["tender"], "cpv": ["45", "71"], "departments": ["35"], "least": "10000.50",
    }  # fmt: skip


async def test_a_shortlist_is_made_within_the_panel_that_it_began_from() -> None:
    api = Stub({f"GET /panels/{ONE}": {"id": ONE, "name": "Voirie"}, "POST /matches": {"id": TWO}})
    assert "Voirie" in (await api.get(f"/fr/sourcing?panel={ONE}")).text
    await api.post("/fr/sourcing", text="Tonte", panel=ONE)
    assert api.asked[0].body["panel"] == ONE


async def test_the_quota_of_a_buyer_is_chosen_for_a_reason_by_who_makes_its_policy() -> None:
    path = f"/newcomer-quotas/{BUYER}"
    api = Stub({f"PUT {path}": {}}, role="policy-officer", organisation="*")
    room = {"of": "10", "new": "5", "first": "2", "proven": "3"}
    answer = await api.post(f"/fr/newcomer-quota?buyer={BUYER}", reason="Plan 2027", version="0", **room)
    assert answer.headers["location"] == f"/fr/newcomer-quota?buyer={BUYER}&done=1"
    [kept] = api.asked
    assert (kept.path, kept.headers["if-match"], kept.body) == (path, '"0"', room | {"reason": "Plan 2027"})
