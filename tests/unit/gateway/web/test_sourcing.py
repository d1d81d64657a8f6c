"""Suppliers and shortlists: reasons add up, a quota shows what it changed, answers stand side by side."""

import re
from typing import Any

from tests.unit.gateway.web.stub import BUYER, Stub, page

ONE, TWO = "0190a000-0000-7000-8000-000000000001", "0190a000-0000-7000-8000-000000000002"
SUPPLIER: dict[str, Any] = {
    "id": ONE, "identifier": {"scheme": "SIRET", "id": "00000101600013"}, "name": "Kerbrat", "status": "active",
    "version": 3, "naf": "81.30Z", "activities": ["45233000"],
    "offers": [{"cpv": "77310000", "text": "Tonte", "coverage": {"departments": ["35", "75"], "radius_km": 40}}],
}  # fmt: skip
PARTS = [
    {"code": "text", "points": 180, "most": 240, "fr": "Mots proches", "en": "Words alike"},
    {"code": "place", "points": 120, "most": 200, "fr": "Même département", "en": "Same department"},
]


def position(rank: int, supplier: str) -> dict[str, Any]:
    """A position of a shortlist."""
    known = {"rank": rank, "supplier": supplier, "name": f"Entreprise {supplier}", "standing": "new"}
    return known | {"points": 300, "reserved": False, "parts": PARTS}


def match(*suppliers: str) -> dict[str, Any]:
    """A shortlist of suppliers in this order."""
    quota = {"of": 10, "new": 4, "first": 2, "proven": 4}
    need = {"text": "Tonte", "on": "2026-11-23", "codes": ["77310000"]}
    known = {"id": ONE, "buyer": BUYER, "asked_at": "2026-11-23T09:00:00Z", "need": need, "quota": quota}
    room = {"proven": 0, "new": len(suppliers), "first": 0}
    return known | {"room": room, "positions": [position(rank, one) for rank, one in enumerate(suppliers, 1)]}


async def test_the_parts_of_a_score_are_told_with_their_reasons_and_add_up() -> None:
    shown = (await Stub({f"GET /matches/{ONE}": match("A")}).get(f"/fr/matches/{ONE}")).text
    points = [int(one) for one in re.findall(r'<td class="number">(\d+) sur \d+</td>', shown)]
    assert points == [180, 120]
    assert re.search(rf'<th scope="row">Total</th><td></td><td class="number">{sum(points)}</td>', shown)
    assert "Même département" in shown


async def test_another_quota_shows_who_came_who_moved_and_who_is_gone() -> None:
    answers = {f"GET /matches/{ONE}": match("A", "C"), f"GET /matches/{TWO}": match("B", "A")}
    shown = (await Stub(answers).get(f"/fr/matches/{ONE}?before={TWO}")).text
    assert "Montée du rang 2" in shown
    assert shown.count("Entrée dans la liste") == 1
    assert 'Sorties de la liste\xa0: <span lang="fr">Entreprise B</span>.' in shown


async def test_a_need_is_asked_with_the_room_of_the_form() -> None:
    api = Stub({"POST /matches": {"id": ONE}})
    answer = await api.post("/fr/sourcing", text="Tonte", least="10 000,50", most="20 000", new="5", before=TWO)
    assert answer.headers["location"] == f"/fr/matches/{ONE}?before={TWO}"
    assert api.asked[0].body["room"] == {"new": "5"}
    assert api.asked[0].body["value"] == {"minimum": {"amount": "10000.50"}, "maximum": {"amount": "20000"}}


async def test_answers_stand_side_by_side_under_the_questions() -> None:
    said = {"at": "2026-11-23T09:00:00Z", "text": "Oui", "days": 30, "price": {"amount": "80000.00"}, "lots": None}
    contact = {
        "identifier": SUPPLIER["identifier"], "status": "answered", "batch": 1, "invited_at": None, "reason": None,
        "answers": [said | {"replies": [{"question": 2, "text": "Une tondeuse"}]}],
    }  # fmt: skip
    request = {
        "id": ONE, "title": "Tonte", "text": "Qui ?", "buyer": BUYER, "cpv": "77310000", "status": "open",
        "deadline": "2026-12-20T12:00:00Z", "value": None, "batches": 1, "next_batch_at": None, "revision": 2,
        "questions": ["Quand ?", "Avec quoi ?"], "tender_id": None,
    }  # fmt: skip
    funnel = dict.fromkeys(("proposed", "asked", "seen", "answered", "declined", "bid", "won"), 1)
    path = f"/sourcing-requests/{ONE}"
    answers = {f"GET {path}": request, f"GET {path}/contacts": {"items": [contact], "funnel": funnel}}
    shown = (await Stub(answers | {"GET /suppliers": page(SUPPLIER)}).get(f"/fr{path}")).text
    assert re.search(r'lang="fr">Quand \?</th><td lang="fr">–</td>', shown)
    assert re.search(r'lang="fr">Avec quoi \?</th><td lang="fr">Une tondeuse</td>', shown)
    assert "Kerbrat" in shown


async def test_the_directory_counts_what_it_found_and_where() -> None:
    facets = {"department": {"35": 4, "29": 2}, "size": {"pme": 3}}
    shown = (await Stub({"GET /suppliers": page(SUPPLIER) | {"facets": facets}}).get("/fr/suppliers?q=tonte")).text
    assert 'href="/fr/suppliers/00000101600013"' in shown
    assert re.search(r'href="/fr/suppliers\?q=tonte&amp;department=35">Ille-et-Vilaine \(35\)</a>', shown)
    assert 'class="picture map"' in shown


async def test_a_profile_keeps_what_its_form_does_not_ask() -> None:
    path = "/suppliers/00000101600013"
    api = Stub({f"GET {path}": SUPPLIER, f"PUT {path}": SUPPLIER}, role="supplier", organisation="00000101600013")
    fields = {"version": "3", "cpv-0": "77", "text-0": "Élagage", "where-0-22": "1", "capacity-0": "90 000"}
    answer = await api.post(f"/fr{path}/edit", **fields)
    assert answer.status_code == 303
    [kept] = api.asked
    assert kept.headers["if-match"] == '"3"'
    assert (kept.body["naf"], kept.body["activities"]) == ("81.30Z", ["45233000"])
    [offer] = kept.body["offers"]
    assert (offer["cpv"], offer["text"], offer["capacity"]) == ("77310000", "Élagage", {"amount": "90000"})
    assert offer["coverage"] == {"departments": ["22", "75"], "radius_km": 40}


async def test_a_holder_that_is_not_in_the_register_is_shown_by_the_observatory() -> None:
    known = Stub({"GET /observatory/suppliers/000001016": {"company": "000001016"}})
    answer = await known.get("/fr/suppliers/00000101600013")
    assert (answer.status_code, answer.headers["location"]) == (303, "/fr/observatory/suppliers/000001016")
    assert (await Stub({}).get("/fr/suppliers/00000101600013")).status_code == 404
