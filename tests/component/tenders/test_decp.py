"""Contracts in the form of the French essential data: what is known of them is published, what is not is said."""

import json
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

from deploy.cli.decp import read_decp
from services.tenders.application.essentials import PAGE
from tests.component.tenders.contracting import MONEY, a_contract, day, money
from tests.component.tenders.desk import HOLDER, OTHER_BUYER, REGION, Desk, a_record

Node = dict[str, Any]
ONE, TWO = HOLDER, "38012986648625"


def titulaire(siret: str) -> Node:
    return {"titulaire": {"typeIdentifiant": "SIRET", "id": siret}}


MARKET: Node = {
    "id": "2024T0001",
    "acheteur": {"id": REGION},
    "nature": "Marché",
    "objet": "Charpente du lycée",
    "codeCPV": "45261100",
    "techniques": {"technique": ["Sans objet"]},
    "modalitesExecution": {"modaliteExecution": ["Tranches"]},
    "marcheInnovant": False,
    "ccag": "Travaux",
    "offresRecues": 4,
    "attributionAvance": True,
    "tauxAvance": 0.3,
    "typeGroupementOperateurs": "Pas de groupement",
    "sousTraitanceDeclaree": True,
    "procedure": "Appel d'offres ouvert",
    "lieuExecution": {"code": "35", "typeCode": "Code département"},
    "dureeMois": 12,
    "dateNotification": "2024-05-30",
    "datePublicationDonnees": "2024-07-09",
    "montant": 146780.1,
    "typesPrix": {"typePrix": ["Définitif révisable"]},
    "formePrix": "Forfaitaire",
    "titulaires": [titulaire(ONE)],
    "considerationsSociales": {"considerationSociale": ["Clause sociale", "Critère social", "Marché réservé"]},
    "considerationsEnvironnementales": {"considerationEnvironnementale": ["Critère environnemental"]},
}
FRAMEWORK: Node = MARKET | {
    "id": "2023AC07",
    "techniques": {"technique": ["Accord-cadre"]},
    "modalitesExecution": {"modaliteExecution": ["Bons de commande", "Marchés subséquents"]},
    "ccag": "Maitrise d'œuvre",
    "attributionAvance": False,
    "tauxAvance": 0.0,
    "typeGroupementOperateurs": "Solidaire",
    "sousTraitanceDeclaree": False,
    "dateNotification": "2023-02-01",
    "typesPrix": {"typePrix": ["Définitif ferme"]},
    "origineUE": 0.5,
    "origineFrance": 0.25,
    "titulaires": [titulaire(ONE), titulaire(TWO)],
    "considerationsSociales": {"considerationSociale": ["Pas de considération sociale"]},
    "considerationsEnvironnementales": {"considerationEnvironnementale": ["Clause environnementale"]},
}
CONCESSION: Node = {
    "id": "2024C1",
    "autoriteConcedante": {"id": REGION},
    "nature": "Délégation de service public",
    "objet": "Port de plaisance",
    "procedure": "Procédure négociée restreinte",
    "dureeMois": 60,
    "dateSignature": "2024-04-02",
    "datePublicationDonnees": "2024-05-02",
    "dateDebutExecution": "2024-06-01",
    "valeurGlobale": 1000000.0,
    "montantSubventionPublique": 0.0,
    "concessionnaires": [{"concessionnaire": {"typeIdentifiant": "SIRET", "id": ONE}}],
    "considerationsSociales": {"considerationSociale": ["Concession réservée"]},
    "considerationsEnvironnementales": {"considerationEnvironnementale": ["Pas de considération environnementale"]},
}


async def recorded(desk: Desk, folder: Path, markets: list[Node], concessions: list[Node]) -> None:
    """Take a file of essential data over, as an operator does."""
    file = folder / "essential.json"
    file.write_text(json.dumps({"marches": {"marche": markets, "contrat-concession": concessions}}))
    reading = read_decp(file)
    assert reading.findings == []
    records = [entry.state.model_dump(mode="json", exclude_none=True) for entry in reading.entries]
    answer = await desk.post("/contract-records", {"records": records})
    assert {result["status"] for result in answer.json()["results"]} == {"created"}, answer.text


async def published(desk: Desk, query: str = "", buyer: str = REGION) -> dict[str, list[Node]]:
    answer = await desk.get(f"/decp/{buyer}{query}", scopes=None)
    assert answer.status_code == 200, answer.text
    marches: dict[str, list[Node]] = answer.json()["marches"]
    return {kind: sorted(nodes, key=lambda node: str(node["id"])) for kind, nodes in marches.items()}


async def readiness(desk: Desk) -> dict[str, list[str]]:
    page = (await desk.get(f"/decp/{REGION}/contracts", scopes=None)).json()
    return {one["reference"]: one["missing"] for one in page["items"]}


async def test_what_was_read_of_essential_data_is_published_again_word_for_word(desk: Desk, tmp_path: Path) -> None:
    await recorded(desk, tmp_path, [deepcopy(MARKET), deepcopy(FRAMEWORK)], [deepcopy(CONCESSION)])
    assert await published(desk) == {"marche": [FRAMEWORK, MARKET], "contrat-concession": [CONCESSION]}
    assert await published(desk, "?year=2023") == {"marche": [FRAMEWORK], "contrat-concession": []}
    assert await published(desk, buyer=OTHER_BUYER) == {"marche": [], "contrat-concession": []}
    assert await readiness(desk) == {"2024T0001": [], "2023AC07": [], "2024C1": []}


async def test_a_contract_of_which_something_is_not_recorded_is_named_with_it_and_left_out(desk: Desk) -> None:
    path = await a_contract(desk, "A reference of twenty-five", nature="goods", cpv="30197630", bids=3)
    assert await published(desk) == {"marche": [], "contrat-concession": []}
    [missing] = (await readiness(desk)).values()
    assert missing[:4] == ["id", "marcheInnovant", "ccag", "attributionAvance"]
    refused = await desk.get(f"{path}/decp", scopes=None)
    assert (refused.status_code, refused.json()["code"]) == (409, "essential-data-incomplete")
    assert refused.json()["missing"] == missing
    page = (await desk.get(f"/decp/{REGION}/contracts", scopes=None)).json()
    assert page["items"][0]["due_on"] == "2026-03-05"  # two months after its notification


async def test_a_contract_that_was_signed_here_is_published_with_its_modifications(desk: Desk) -> None:
    criteria = [{"name": "Prix", "kind": "price", "weight": 70}, {"name": "Insertion", "kind": "social", "weight": 30}]
    lot = {
        "number": 1,
        "title": "Charpente",
        "months": 12,
        "advance": "0.05",
        "price_revision": True,
        "places": ["FRH0"],
    }
    path = await desk.award(lots=[{**lot, "criteria": criteria, "clauses": {"social": True}}])
    desk.now += timedelta(days=12)
    signed = await desk.sign(path, price_form="unit", ccag="works")
    contract = f"/contracts/{signed.json()['id']}"
    assert (await desk.get(f"{contract}/decp", scopes=None)).status_code == 404, "it has no effect yet"
    subcontract = {
        "subcontractor": {"name": "Couverture & Cie"},
        "work": "Zinguerie",
        "value": money(1000),
        "accepted_on": desk.now.date().isoformat(),
        "direct_payment": True,
    }
    assert (await desk.post(f"{contract}/subcontracts", subcontract, scopes=MONEY | {"contracts:write"})).is_success
    today = desk.now.date().isoformat()
    assert (await desk.post(f"{contract}/notification", {"notified_on": today})).is_success
    change = {"ground": "minor", "reason": "Travaux imprévus", "decided_on": today, "months": 14}
    assert (await desk.post(f"{contract}/modifications", change)).is_success, "modified"
    [node] = (await published(desk))["marche"]
    assert node["sousTraitanceDeclaree"] is True
    assert node["lieuExecution"] == {"code": "53", "typeCode": "Code région"}
    assert node["considerationsSociales"] == {"considerationSociale": ["Clause sociale", "Critère social"]}
    [modification] = [one["modification"] for one in node["modifications"]]
    assert (modification["id"], modification["dureeMois"]) == (1, 14)
    assert modification["datePublicationDonneesModification"] >= node["datePublicationDonnees"]


async def test_more_than_a_page_of_contracts_is_one_document(desk: Desk, tmp_path: Path) -> None:
    markets = [MARKET | {"id": f"M{number:04}"} for number in range(PAGE + 1)]
    await recorded(desk, tmp_path, markets, [])
    assert [node["id"] for node in (await published(desk))["marche"]] == [node["id"] for node in markets]
    records = [a_record(reference="short", notified_on=day(0))]
    await desk.post("/contract-records", {"records": records})
    assert len((await published(desk))["marche"]) == PAGE + 1
