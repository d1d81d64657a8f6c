"""Essential data is read leniently: what a buyer profile publishes is seldom valid, and most of it can go in."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from contracts.vocabulary import ContractState, Nature, Place, Procedure, Role, Scheme, Technique, euros
from deploy.cli.decp import read_decp
from deploy.cli.reading import Finding, Reading, UnreadableFile

BUYER = "23350001600040"
ACME = "35600000000048"
OTHER = "35600000000010"


def holder(id_: str = ACME, scheme: str = "SIRET", **more: str) -> dict[str, Any]:
    return {"titulaire": {"typeIdentifiant": scheme, "id": id_, **more}}


def market(**changes: Any) -> dict[str, Any]:
    return {
        "id": "2024T001",
        "acheteur": {"id": BUYER},
        "nature": "Marché",
        "objet": "Charpente",
        "codeCPV": "45261100-5",
        "techniques": {"technique": ["Sans objet"]},
        "modalitesExecution": {"modaliteExecution": ["Sans objet"]},
        "offresRecues": 4,
        "procedure": "Appel d'offres ouvert",
        "dureeMois": 12,
        "dateNotification": "2024-05-30",
        "datePublicationDonnees": "2024-07-09",
        "montant": 146780.1,
        "typeGroupementOperateurs": "Pas de groupement",
        "titulaires": [holder()],
        "modifications": [],
        **changes,
    }


def concession(**changes: Any) -> dict[str, Any]:
    return {
        "id": "C1",
        "autoriteConcedante": {"id": BUYER},
        "nature": "Délégation de service public",
        "objet": "Port de plaisance",
        "procedure": "Procédure négociée ouverte",
        "dureeMois": 120,
        "dateSignature": "2024-04-02",
        "valeurGlobale": 1000000,
        "concessionnaires": [{"concessionnaire": {"typeIdentifiant": "SIRET", "id": ACME}}],
        **changes,
    }


def read(tmp_path: Path, document: Any) -> Reading:
    path = tmp_path / "decp.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return read_decp(path)


def only(reading: Reading) -> ContractState:
    assert reading.findings == []
    assert len(reading.entries) == 1
    return reading.entries[0].state


def of_market(tmp_path: Path, **changes: Any) -> ContractState:
    return only(read(tmp_path, {"marches": {"marche": [market(**changes)]}}))


def test_a_market_is_a_contract(tmp_path: Path) -> None:
    contract = of_market(tmp_path)
    assert (contract.buyer, contract.reference, contract.title) == (BUYER, "2024T001", "Charpente")
    assert (contract.cpv, contract.nature, contract.area) == ("45261100", Nature.WORKS, "construction")
    assert (contract.procedure, contract.technique, contract.bids) == (Procedure.OPEN, Technique.SIMPLE, 4)
    assert (contract.initial, contract.current) == (euros("146780.10"), euros("146780.10"))
    assert (contract.notified_on, contract.months) == (date(2024, 5, 30), 12)
    (found,) = contract.holders
    assert (found.name, found.role) == (ACME, Role.SOLE)


def test_origins_and_the_day_of_publication_are_taken_over(tmp_path: Path) -> None:
    contract = of_market(tmp_path, origineFrance=0.25, origineUE=0.5)
    assert (contract.origin_france, contract.origin_european) == (Decimal("0.25"), Decimal("0.5"))
    assert contract.published_on == date(2024, 7, 9)


def test_an_origin_that_is_no_part_of_a_whole_is_reported_and_left_out(tmp_path: Path) -> None:
    reading = read(tmp_path, {"marches": {"marche": [market(origineUE=40)]}})
    assert [finding.field for finding in reading.findings] == ["origin_european"]
    assert reading.entries[0].state.origin_european is None


def test_an_amount_never_passes_through_a_float(tmp_path: Path) -> None:
    text = json.dumps({"marches": {"marche": [market(montant="AMOUNT")]}}).replace('"AMOUNT"', "9007199254740993.07")
    assert only(read(tmp_path, text)).initial == euros("9007199254740993.07")


def test_a_concession_is_a_contract_notified_when_it_was_signed(tmp_path: Path) -> None:
    contract = only(read(tmp_path, {"marches": {"contrat-concession": [concession()]}}))
    assert contract.procedure is Procedure.CONCESSION
    assert contract.signed_on == contract.notified_on == date(2024, 4, 2)
    assert (contract.initial, contract.months) == (euros(1_000_000), 120)


def test_markets_and_concessions_are_numbered_through(tmp_path: Path) -> None:
    reading = read(tmp_path, {"marches": {"contrat-concession": [concession()], "marche": [market()]}})
    assert sorted(entry.rows for entry in reading.entries) == [(1,), (2,)]
    assert reading.rows == 2


@pytest.mark.parametrize(
    "document",
    [
        {"marches": {"marche": market()}},
        {"marche": [market()]},
        {"marches": [market(_type="Marché")]},
        [market(titulaires=[{"typeIdentifiant": "SIRET", "id": ACME}])],
        {"marches": {"marche": [market(titulaires={"titulaire": [{"typeIdentifiant": "SIRET", "id": ACME}]})]}},
        {"marches": {"marche": [market(acheteur=BUYER, techniques=["Sans objet"], modalitesExecution=None)]}},
        {"marches": {"marche": [market(titulaires=[{"typeIdentifiant": "SIRET", "id": int(ACME)}])]}},
    ],
)
def test_every_usual_shape_of_the_file_is_read(tmp_path: Path, document: Any) -> None:
    assert only(read(tmp_path, document)).holders[0].name == ACME


def test_version_1_says_the_kind_in_its_type(tmp_path: Path) -> None:
    contract = only(read(tmp_path, {"marches": [concession(_type="Contrat de concession")]}))
    assert contract.procedure is Procedure.CONCESSION


@pytest.mark.parametrize(
    ("changes", "technique"),
    [
        ({"techniques": {"technique": ["Concours", "Accord-cadre"]}}, Technique.FRAMEWORK),
        ({"techniques": {"technique": ["Système d'acquisition dynamique"]}}, Technique.DYNAMIC_SYSTEM),
        ({"techniques": {"technique": ["Concours"]}}, Technique.OTHER),
        ({"modalitesExecution": {"modaliteExecution": ["Bons de commande"]}}, Technique.FRAMEWORK),
        ({"modalitesExecution": {"modaliteExecution": ["Tranches"]}}, Technique.TRANCHES),
        ({"techniques": {"technique": ["Accord-cadre"]}, "idAccordCadre": "AC-1"}, Technique.SUBSEQUENT),
        ({"idAccordCadre": "NC"}, Technique.SIMPLE),
        ({"nature": "Accord-cadre"}, Technique.FRAMEWORK),
        ({"nature": "Marché subséquent"}, Technique.SUBSEQUENT),
    ],
)
def test_the_technique_follows_from_what_the_market_says(
    tmp_path: Path, changes: dict[str, Any], technique: Technique
) -> None:
    assert of_market(tmp_path, **changes).technique is technique


def test_modifications_lead_to_the_current_value_in_their_order(tmp_path: Path) -> None:
    modifications = [
        {"modification": {"id": 2, "dateNotificationModification": "2025-02-01", "montant": 300}},
        {"modification": {"id": 1, "dateNotificationModification": "2025-01-01", "montant": 200, "dureeMois": 18}},
    ]
    contract = of_market(tmp_path, montant=100, modifications=modifications)
    assert (contract.initial, contract.current, contract.months) == (euros(100), euros(300), 18)


def test_the_first_holder_of_a_group_leads_it(tmp_path: Path) -> None:
    changes = {"typeGroupementOperateurs": "Solidaire", "titulaires": [holder(), holder(OTHER)]}
    assert [found.role for found in of_market(tmp_path, **changes).holders] == [Role.LEAD, Role.MEMBER]


def test_holders_that_are_no_group_stand_alone(tmp_path: Path) -> None:
    contract = of_market(tmp_path, titulaires=[holder(), holder(OTHER)])
    assert [found.role for found in contract.holders] == [Role.SOLE, Role.SOLE]


def test_a_holder_abroad_is_where_its_vat_number_says(tmp_path: Path) -> None:
    (found,) = of_market(tmp_path, titulaires=[holder("DE136695976", "TVA", denominationSociale="Acme GmbH")]).holders
    assert found.identifier is not None
    assert (found.identifier.scheme, found.name, found.place) == (Scheme.TVA, "Acme GmbH", Place(country="DE"))


def test_a_holder_with_a_wrong_siret_goes_in_without_it_and_is_reported(tmp_path: Path) -> None:
    reading = read(tmp_path, {"marches": {"marche": [market(titulaires=[holder("868768687576575")])]}})
    (found,) = reading.entries[0].state.holders
    assert (found.identifier, found.name) == (None, "868768687576575")
    assert [(finding.row, finding.field) for finding in reading.findings] == [(1, "holders.identifier")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"codeCPV": "?"}, "cpv"),
        ({"procedure": "Loterie"}, "procedure"),
        ({"montant": -1}, "initial"),
        ({"montant": True}, "initial"),
        ({"dureeMois": "un an"}, "months"),
        ({"dateNotification": "2024-02-30"}, "notified_on"),
        ({"offresRecues": 1.5}, "bids"),
        ({"objet": None}, "title"),
    ],
)
def test_a_value_that_cannot_be_read_is_reported_and_the_rest_goes_in(
    tmp_path: Path, changes: dict[str, Any], field: str
) -> None:
    reading = read(tmp_path, {"marches": {"marche": [market(**changes)]}})
    assert len(reading.entries) == 1
    assert [(finding.row, finding.field, finding.refused) for finding in reading.findings] == [(1, field, False)]


@pytest.mark.parametrize(
    ("node", "field"),
    [
        (market(acheteur={"id": "21750001630066"}), "buyer"),
        (market(id=""), "reference"),
        (market(titulaires=[]), "holders"),
        (market(titulaires=[{"titulaire": {}}, "?"]), "holders"),
        ("not a contract", "row"),
    ],
)
def test_only_a_contract_that_cannot_be_one_is_refused(tmp_path: Path, node: Any, field: str) -> None:
    reading = read(tmp_path, {"marches": {"marche": [node, market(id="good")]}})
    assert [entry.state.reference for entry in reading.entries] == ["good"]
    assert [(finding.row, finding.field) for finding in reading.findings if finding.refused] == [(1, field)]


def test_of_two_versions_of_a_contract_the_one_published_last_goes_in(tmp_path: Path) -> None:
    newer = market(objet="Newer", datePublicationDonnees="2024-08-01")
    reading = read(tmp_path, {"marches": {"marche": [newer, market(objet="Older")]}})
    assert [entry.state.title for entry in reading.entries] == ["Newer"]
    assert reading.findings == [
        Finding(2, "reference", "replaced by the contract of the same buyer and reference in row 1", refused=True)
    ]


@pytest.mark.parametrize("document", ["{", "[1", '"text"', {"releases": []}, {"marches": 3}])
def test_a_file_that_is_not_essential_data_stops_the_import(tmp_path: Path, document: Any) -> None:
    with pytest.raises(UnreadableFile, match=r"decp\.json"):
        read(tmp_path, document)


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ({"code": "22", "typeCode": "Code département"}, Place(department="22")),
        ({"code": "35238", "typeCode": "Code commune"}, Place(commune="35238", department="35")),
        ({"code": "53", "typeCode": "Code région"}, None),
        ({"code": "FR", "typeCode": "Code pays"}, None),
        (None, None),
    ],
)
def test_the_place_of_a_contract_is_read_where_it_is_narrow_enough(tmp_path: Path, where: Any, place: Any) -> None:
    reading = read(tmp_path, {"marches": {"marche": [market(lieuExecution=where)]}})
    assert [entry.place for entry in reading.entries] == [place]
    assert not [finding for finding in reading.findings if finding.field == "place"]
