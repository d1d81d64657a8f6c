"""Holders are read from rows, columns or parts of cells, with all that is said of them."""

from typing import Any

import pytest

from contracts.vocabulary import ContractState, Place, Role, Scheme, SizeClass
from deploy.cli.reading import Finding, Reading, suppliers

ACME = "35600000000048"
OTHER = "35600000000010"
HOLDERS = {"name": "name", "identifier": "siret"}


def only(reading: Reading) -> ContractState:
    assert reading.findings == []
    assert len(reading.entries) == 1
    return reading.entries[0].state


def reported(reading: Reading) -> list[tuple[int, str]]:
    return [(finding.row, finding.field) for finding in reading.findings]


def test_a_holder_is_read_with_all_that_the_register_says(read: Any) -> None:
    row = {
        "siret": "FR 40 303 265 045",
        "type": "TVA",
        "role": "Mandataire",
        "part": "30",
        "size": "PME",
        "person": "oui",
        "delay": "19,535714",
    }
    holders = {
        **HOLDERS,
        "scheme": "type",
        "role": "role",
        "share": {"column": "part", "scale": "0.01"},
        "size": "size",
        "natural_person": "person",
        "payment_days": {"column": "delay", "decimal": ","},
    }
    (holder,) = only(read([row], holders=holders)).holders
    assert holder.identifier is not None
    assert (holder.identifier.scheme, holder.role, holder.size) == (Scheme.TVA, Role.LEAD, SizeClass.PME)
    assert (str(holder.share), str(holder.payment_days)) == ("0.300000", "19.53571")
    assert holder.natural_person


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"insee": "35238", "cp": "56000"}, Place(commune="35238", department="35")),
        ({"insee": "", "cp": "56000"}, Place(department="56")),
        ({"insee": "", "cp": "", "dep": "2A"}, Place(department="2A")),
        ({"insee": "", "cp": "1000", "country": "BE"}, Place(country="BE")),
        ({"insee": "", "cp": "1000", "country": "FR"}, Place(department="01")),
        ({"insee": "", "cp": ""}, None),
    ],
)
def test_a_holder_is_where_its_best_code_says(read: Any, row: dict[str, str], place: Place | None) -> None:
    holders = {**HOLDERS, "commune": "insee", "postcode": "cp", "department": "dep", "country": "country"}
    empty = {"insee": "", "cp": "", "dep": "", "country": ""}
    assert only(read([{**empty, **row}], holders=holders)).holders[0].place == place


def test_a_wrong_commune_is_reported_and_the_post_code_counts(read: Any) -> None:
    reading = read([{"insee": "99109", "cp": "35000"}], holders={**HOLDERS, "commune": "insee", "postcode": "cp"})
    assert reported(reading) == [(2, "holders.commune")]
    assert reading.entries[0].state.holders[0].place == Place(department="35")


def test_one_cell_may_list_several_holders(read: Any) -> None:
    row = {"name": "Acme; Other ; Third", "siret": f"{ACME};{OTHER};", "cp": "35000;;56000", "role": "lead"}
    holders = {**HOLDERS, "postcode": "cp", "role": "role", "split": ";"}
    reading = read([row], holders=holders)
    found = reading.entries[0].state.holders
    assert [holder.name for holder in found] == ["Acme", "Other", "Third"]
    assert [holder.identifier and holder.identifier.id for holder in found] == [ACME, OTHER, None]
    assert [holder.place and holder.place.department for holder in found] == ["35", None, "56"]
    assert [holder.role for holder in found] == [Role.LEAD, Role.SOLE, Role.SOLE]
    assert reported(reading) == [(2, "holders.identifier")]


def test_one_row_may_name_several_holders_in_columns_of_their_own(read: Any) -> None:
    rows = [{"name 2": "Other", "siret 2": OTHER}, {"id": "2"}]
    second = {"name": "name 2", "identifier": "siret 2", "role": {"value": "member"}}
    reading = read(rows, holders=[{**HOLDERS, "role": {"value": "lead"}}, second])
    assert [[holder.role for holder in entry.state.holders] for entry in reading.entries] == [
        ["lead", "member"],
        ["lead"],
    ]
    assert reading.findings == []


def test_a_holder_on_several_rows_is_kept_on_each_unless_holders_are_distinct(read: Any) -> None:
    assert len(only(read([{}, {}])).holders) == 2
    assert len(only(read([{}, {}], holders={**HOLDERS, "distinct": True})).holders) == 1


@pytest.mark.parametrize("siret", ["35600000000002", "123456789", "?", "3.56E+13"])
def test_a_holder_with_a_wrong_siret_goes_in_without_it_and_is_reported(read: Any, siret: str) -> None:
    reading = read([{"siret": siret}])
    assert reading.entries[0].state.holders[0].identifier is None
    assert reported(reading) == [(2, "holders.identifier")]


def test_a_holder_without_a_siret_goes_in_and_is_reported(read: Any) -> None:
    reading = read([{}, {"name": "Person", "siret": ""}])
    assert len(reading.entries[0].state.holders) == 2
    assert reading.findings == [Finding(3, "holders.identifier", "missing")]


def test_a_holder_without_a_name_is_called_by_its_identifier_and_is_reported(read: Any) -> None:
    reading = read([{"name": ""}])
    assert reading.entries[0].state.holders[0].name == ACME
    assert reported(reading) == [(2, "holders.name")]


def test_suppliers_are_the_holders_with_an_identifier_as_their_latest_contract_shows_them(read: Any) -> None:
    rows = [
        {"id": "1", "day": "2020-01-01", "name": "Acme SAS", "cp": ""},
        {"id": "2", "day": "2019-01-01", "name": "Acme", "cp": "35000"},
        {"id": "3", "day": "", "name": "Nobody", "siret": "", "cp": ""},
        {"id": "4", "day": "2018-01-01", "name": "Other", "siret": OTHER, "cp": ""},
    ]
    reading = read(rows, contract={"notified_on": "day"}, holders={**HOLDERS, "postcode": "cp"})
    found = {supplier.identifier.id: supplier for supplier in suppliers(reading.entries)}
    assert found.keys() == {ACME, OTHER}
    assert (found[ACME].name, found[ACME].place) == ("Acme SAS", Place(department="35"))
