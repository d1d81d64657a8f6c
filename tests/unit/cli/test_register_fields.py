"""A field is read from the columns, rows and versions that the mapping names."""

from datetime import date
from typing import Any

import pytest

from contracts.vocabulary import ContractState, Procedure, euros
from deploy.cli.reading import Reading

BUYER = "23350001600040"
OTHER = "35600000000010"


def only(reading: Reading) -> ContractState:
    assert reading.findings == []
    assert len(reading.entries) == 1
    return reading.entries[0].state


def reported(reading: Reading) -> list[tuple[int, str]]:
    return [(finding.row, finding.field) for finding in reading.findings]


def test_an_amount_that_repeats_on_every_row_counts_once_unless_it_is_summed(read: Any) -> None:
    rows = [{"value": "100"}, {"value": "100"}]
    assert only(read(rows, contract={"initial": "value"})).initial == euros(100)
    summed = {"initial": {"column": "value", "combine": "sum"}}
    assert only(read(rows, contract=summed)).initial == euros(200)


@pytest.mark.parametrize(
    ("combine", "day"), [("first", 2), ("last", 3), ("earliest", 1), ("latest", 4), ("smallest", 1), ("largest", 4)]
)
def test_the_rows_of_a_contract_agree_on_a_day_as_the_mapping_says(read: Any, combine: str, day: int) -> None:
    rows = [{"day": f"2019-01-0{number}"} for number in (2, 4, 1, 3)]
    contract = only(read(rows, contract={"notified_on": {"column": "day", "combine": combine}}))
    assert contract.notified_on == date(2019, 1, day)


def test_a_field_may_be_a_constant_a_default_or_the_first_column_that_speaks(read: Any) -> None:
    contract = {
        "buyer": {"value": BUYER},
        "title": {"columns": ["lot title", "title"]},
        "bids": {"column": "bids", "default": 3},
    }
    rows = [{"buyer": "?", "lot title": "-", "bids": ""}]
    state = only(read(rows, contract=contract, values={"missing": ["-"]}))
    assert (state.buyer, state.title, state.bids) == (BUYER, "Quai", 3)


def test_columns_may_be_joined_and_then_tell_contracts_apart(read: Any) -> None:
    contract = {"reference": {"columns": ["id", "lot"], "join": "-L"}}
    reading = read([{"lot": "1"}, {"lot": "2"}, {"lot": ""}], contract=contract)
    assert [entry.state.reference for entry in reading.entries] == ["2019-1-L1", "2019-1-L2", "2019-1"]


def test_a_pattern_takes_a_part_of_a_cell(read: Any) -> None:
    contract = {"cpv": {"column": "cpv", "pattern": r"CPV (\d{8})"}}
    assert only(read([{"cpv": "see CPV 45300000 (works)"}], contract=contract)).cpv == "45300000"
    assert reported(read([{"cpv": "none"}], contract=contract)) == [(2, "cpv")]


@pytest.mark.parametrize(
    ("cell", "procedure"),
    [("MAPA SIMPLIFIÉ", Procedure.ADAPTED), ("Open", Procedure.OPEN), ("article 30", Procedure.OTHER), ("?", None)],
)
def test_a_map_gives_cells_their_meaning(read: Any, cell: str, procedure: Procedure | None) -> None:
    meanings = {"Mapa simplifié": "adapted", "open": "open", "?": None}
    contract = {"procedure": {"column": "how", "map": meanings, "otherwise": "other"}}
    assert only(read([{"how": cell}], contract=contract)).procedure == procedure


def test_what_a_map_does_not_have_may_mean_nothing(read: Any) -> None:
    contract = {"nature": {"column": "what", "map": {"T": "works"}, "otherwise": ""}}
    assert only(read([{"what": "Divers"}], contract=contract)).nature is None


def test_conditions_choose_rows(read: Any) -> None:
    rows = [{"state": "Notifié", "year": "2019"}, {"id": "2", "state": "ANNULE"}, {"id": "3", "year": "2018"}]
    kept = {"keep": [{"column": "year", "matches": "^(2019|)$"}], "drop": {"column": "state", "in": ["Annulé"]}}
    assert only(read(rows, rows=kept)).reference == "2019-1"
    other = {"keep": {"column": "state", "not_in": ["annulé", ""]}}
    assert only(read(rows, rows=other)).reference == "2019-1"


def test_the_latest_version_of_a_contract_counts_but_for_what_the_first_one_tells(read: Any) -> None:
    rows = [
        {"version": "10", "value": "120", "name": "New"},
        {"version": "", "value": "100", "name": "Old"},
        {"version": "9", "value": "110", "name": "Middle"},
    ]
    contract = {"initial": {"column": "value", "version": "first"}, "current": "value"}
    state = only(read(rows, contract=contract, rows={"version": "version"}))
    assert (state.initial, state.current) == (euros(100), euros(120))
    assert [holder.name for holder in state.holders] == ["New"]


@pytest.mark.parametrize(
    ("cell", "department"), [("35", "35"), ("1", "01"), ("2A", "2A"), ("974", "974"), ("35238", "35"), ("20000", "2A")]
)
def test_the_place_of_a_contract_is_a_department_a_commune_or_a_post_code(
    read: Any, cell: str, department: str
) -> None:
    [entry] = read([{"where": cell}], contract={"place": "where"}).entries
    assert entry.place.department == department


def test_a_place_that_cannot_be_read_is_reported_and_the_contract_goes_in(read: Any) -> None:
    reading = read([{"where": "Rennes"}], contract={"place": "where"})
    assert [entry.place for entry in reading.entries] == [None]
    assert [finding.field for finding in reading.findings] == ["place"]
