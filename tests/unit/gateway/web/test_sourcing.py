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


REQUESTED = f"/sourcing-requests/{ONE}"
REQUEST: dict[str, Any] = {
    "id": ONE, "title": "Tonte", "text": "=Qui ?", "buyer": BUYER, "cpv": "77310000", "status": "open",
    "deadline": "2026-12-20T12:00:00Z", "value": None, "batches": 1, "next_batch_at": None, "revision": 2,
    "questions": ["Quand ?", "Avec quoi ?"], "tender_id": None, "batch": 10, "enough": 6,
    "attachments": [{"name": "plan.pdf", "size": 2048, "sha256": "00", "added_at": "2026-11-20T09:00:00Z"}],
}  # fmt: skip
CONTACT: dict[str, Any] = {
    "identifier": SUPPLIER["identifier"], "status": "invited", "batch": 1, "invited_at": "2026-11-21T09:00:00Z",
    "seen_at": None, "reason": None, "answers": [],
}  # fmt: skip
QUESTION: dict[str, Any] = {
    "id": TWO, "revision": 3, "identifier": SUPPLIER["identifier"], "text": "Combien d’hectares ?", "answer": None,
    "asked_at": "2026-11-22T09:00:00Z", "answered_at": None, "audience": None,
}  # fmt: skip
ANSWERED = QUESTION | {"id": ONE, "answer": "Deux", "answered_at": "2026-11-22T10:00:00Z", "audience": "all"}


def asked(contact: dict[str, Any], *questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """What the API says of a request that asked one company."""
    funnel = dict.fromkeys(("proposed", "asked", "seen", "answered", "declined", "bid", "won"), 1)
    contacts = {"items": [contact], "funnel": funnel, "questions": questions}
    answers = {f"GET {REQUESTED}": REQUEST | changes, f"GET {REQUESTED}/contacts": contacts}
    return answers | {"GET /suppliers": page(SUPPLIER)}


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
    answer = said | {"replies": [{"question": 2, "text": "Une tondeuse"}]}
    shown = (await Stub(asked(CONTACT | {"status": "answered", "answers": [answer]})).get(f"/fr{REQUESTED}")).text
    assert re.search(r'lang="fr">Quand \?</th><td lang="fr">–</td>', shown)
    assert re.search(r'lang="fr">Avec quoi \?</th><td lang="fr">Une tondeuse</td>', shown)
    assert "Kerbrat" in shown


async def test_the_directory_counts_what_it_found_and_where() -> None:
    facets = {"department": {"35": 4, "29": 2}, "size": {"pme": 3}}
    shown = (await Stub({"GET /suppliers": page(SUPPLIER) | {"facets": facets}}).get("/fr/suppliers?q=tonte")).text
    assert 'href="/fr/suppliers/00000101600013"' in shown
    assert re.search(r'href="/fr/suppliers\?q=tonte&amp;department=35">Ille-et-Vilaine \(35\)</a>', shown)
    assert 'class="picture map"' in shown


async def test_suppliers_are_looked_for_around_a_commune_however_it_is_written() -> None:
    api = Stub({"GET /suppliers": page(SUPPLIER) | {"facets": {}}})
    shown = (await api.get("/fr/suppliers?around=SAINT BRIEUC&radius_km=50")).text
    near = re.search(r"/supplier-exports\.csv\?radius_km=50&amp;near=([\d.-]+)%2C([\d.-]+)", shown)
    assert near
    assert (round(float(near[1]), 1), round(float(near[2]), 1)) == (48.5, -2.8)
    assert "n’est pas connue" in (await api.get("/fr/suppliers?around=Atlantide")).text


async def test_what_is_begun_in_the_directory_is_completed_by_what_may_be_meant() -> None:
    api = Stub({"GET /suggestions": {"items": [{"kind": "supplier", "value": ONE, "text": "Maçonnerie <Kerbrat>"}]}})
    assert 'list="meant"' in (await Stub({"GET /suppliers": page(SUPPLIER)}).get("/fr/suppliers")).text
    assert '<option value="Maçonnerie &lt;Kerbrat&gt;"' in (await api.get("/fr/suppliers/suggestions?q=mac")).text
    assert "<option" not in (await api.get("/fr/suppliers/suggestions")).text


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


async def test_a_question_is_answered_on_the_version_that_was_shown_those_that_wait_first() -> None:
    path = f"{REQUESTED}/questions/{TWO}/answer"
    api = Stub(asked(CONTACT, ANSWERED, QUESTION) | {f"POST {path}": QUESTION})
    shown = (await api.get(f"/fr{REQUESTED}")).text
    assert shown.index("en attente de réponse") < shown.index("répondu à toutes")
    fields = {"act": "answer", "of": TWO, "version": "3", "text": "Deux", "audience": "asker", "wording": ""}
    assert (await api.post(f"/fr{REQUESTED}", **fields)).headers["location"] == f"/fr{REQUESTED}?done=answer"
    [sent] = api.asked
    assert (sent.path, sent.headers["if-match"]) == (path, '"3"')
    assert sent.body == {"text": "Deux", "audience": "asker"}


async def test_files_are_added_and_removed_while_it_is_a_draft_alone() -> None:
    api = Stub(asked(CONTACT, status="draft") | {f"POST {REQUESTED}/attachments": {}})
    assert "Retirer" in (await api.get(f"/fr{REQUESTED}")).text
    given = await api.send(f"/fr{REQUESTED}/attachments", "plan.pdf", b"%PDF")
    assert given.headers["location"] == f"/fr{REQUESTED}?done=attachments"
    await api.post(f"/fr{REQUESTED}", act="removal", of="plan.pdf")
    assert [(one.method, one.path, one.query) for one in api.asked] == [
        ("POST", f"{REQUESTED}/attachments", {"name": "plan.pdf"}),
        ("DELETE", f"{REQUESTED}/attachments/plan.pdf", {}),
    ]
    shown = (await Stub(asked(CONTACT)).get(f"/fr{REQUESTED}")).text
    assert "plan.pdf" in shown
    assert "Retirer" not in shown


async def test_a_file_comes_as_the_api_gives_it_and_one_that_is_not_there_gets_a_page() -> None:
    api = Stub(asked(CONTACT) | {f"GET {REQUESTED}/attachments/plan.pdf": {"is": "the file"}})
    assert (await api.get(f"/fr{REQUESTED}/attachments/plan.pdf")).json() == {"is": "the file"}
    missing = await api.get(f"/fr{REQUESTED}/attachments/other.pdf")
    assert (missing.status_code, "<h1" in missing.text) == (404, True)


async def test_the_log_tells_in_order_who_was_asked_what_and_runs_in_no_spreadsheet() -> None:
    said = {"at": "2026-11-22T12:00:00Z", "text": "Oui", "days": 30, "price": {"amount": "80000.00"}, "lots": None}
    contact = CONTACT | {"status": "declined", "reason": "Trop loin", "answers": [said]}
    answer = await Stub(asked(contact, ANSWERED, opened_at="2026-11-20T10:00:00Z")).get(f"/fr{REQUESTED}/log.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Date et heure (Paris),Événement,Identifiant,Entreprise,Contenu"
    assert lines[1:] == [
        "2026-11-20 10:00:00,Fichier joint,,,plan.pdf (SHA-256 00)",
        "2026-11-20 11:00:00,Demande ouverte,,,'=Qui ?",
        "2026-11-21 10:00:00,Interrogée,00000101600013,Kerbrat,envoi 1",
        "2026-11-22 10:00:00,A posé une question,00000101600013,Kerbrat,Combien d’hectares ?",
        "2026-11-22 11:00:00,Réponse à toutes les entreprises interrogées,00000101600013,Kerbrat,Deux",
        "2026-11-22 13:00:00,A répondu,00000101600013,Kerbrat,Oui | 80\u202f000\xa0€ | 30 jours",
        ",A décliné,00000101600013,Kerbrat,Trop loin",
    ]


async def test_a_draft_is_changed_on_the_version_that_its_form_showed() -> None:
    terms = {"status": "draft", "area": "construction", "department": "buildings", "value_shared": True}
    api = Stub(asked(CONTACT, **terms) | {f"PUT {REQUESTED}": {}})
    shown = (await api.get(f"/fr{REQUESTED}/draft")).text
    assert 'name="title" type="text" value="Tonte"' in shown
    assert "Quand ?\nAvec quoi ?</textarea>" in shown
    fields = {"title": "Fauche", "version": "2", "deadline": "2026-12-24", "batch": "5"}
    assert (await api.post(f"/fr{REQUESTED}/draft", **fields)).headers["location"] == f"/fr{REQUESTED}?done=draft"
    [kept] = api.asked
    assert (kept.headers["if-match"], kept.body["title"], kept.body["batch"]) == ('"2"', "Fauche", "5")
