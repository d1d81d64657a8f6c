"""What cannot be read is reported with its row and field, and the rest goes in."""

from typing import Any

import pytest

from contracts.vocabulary import euros
from deploy.cli.reading import Finding, Reading, UnreadableFile

BUYER = "23350001600040"
ACME = "35600000000048"
HEADING = ["buyer", "id", "title", "name", "siret"]


def reported(reading: Reading) -> list[tuple[int, str]]:
    return [(finding.row, finding.field) for finding in reading.findings]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("cpv", "99999999"),
        ("nature", "Divers"),
        ("procedure", "Loterie"),
        ("initial", "beaucoup"),
        ("initial", "-5"),
        ("notified_on", "2019-02-30"),
        ("months", "-1"),
        ("bids", "2.5"),
        ("department", "Not A Code"),
    ],
)
def test_a_cell_that_cannot_be_read_is_reported_and_the_rest_goes_in(read: Any, field: str, cell: str) -> None:
    reading = read([{"cell": cell}], contract={field: "cell"})
    assert getattr(reading.entries[0].state, field) is None
    (finding,) = reading.findings
    assert (finding.row, finding.field, finding.refused) == (2, field, False)
    assert cell in finding.reason or field == "department"


def test_a_contract_without_a_title_is_called_by_its_reference_and_is_reported(read: Any) -> None:
    reading = read([{"title": " "}])
    assert reading.entries[0].state.title == "2019-1"
    assert reported(reading) == [(2, "title")]


@pytest.mark.parametrize(
    ("row", "field"),
    [({"buyer": "23350001600041"}, "buyer"), ({"id": ""}, "reference"), ({"name": "", "siret": ""}, "holders")],
)
def test_only_a_contract_that_cannot_be_one_is_refused(read: Any, row: dict[str, str], field: str) -> None:
    reading = read([row, {"id": "good"}])
    assert [entry.state.reference for entry in reading.entries] == ["good"]
    assert [(finding.row, finding.field) for finding in reading.findings if finding.refused] == [(2, field)]


def test_a_row_that_belongs_to_nothing_is_refused(read: Any) -> None:
    reading = read([{"buyer": "", "id": ""}, {}])
    assert len(reading.entries) == 1
    assert [(finding.row, finding.refused) for finding in reading.findings] == [(2, True)]


def test_of_two_contracts_with_one_reference_the_last_goes_in_and_the_other_is_reported(read: Any) -> None:
    reading = read([{"lot": "1"}, {"lot": "2", "title": "Cale"}], rows={"contract": ["id", "lot"]})
    assert [entry.state.title for entry in reading.entries] == ["Cale"]
    assert reading.findings == [
        Finding(2, "reference", "replaced by the contract of the same buyer and reference in row 3", refused=True)
    ]


def test_a_row_with_more_cells_than_columns_is_refused(read_lines: Any) -> None:
    lines = ["|".join(HEADING), f"{BUYER}|1|Quai | port|Acme|{ACME}", f"{BUYER}|2|Cale|Acme|{ACME}||"]
    reading = read_lines(lines)
    assert [entry.state.reference for entry in reading.entries] == ["2"]
    assert [(finding.row, finding.refused) for finding in reading.findings] == [(2, True)]


def test_a_column_that_the_file_does_not_have_stops_the_import(read: Any) -> None:
    with pytest.raises(UnreadableFile, match=r"no column 'value'; its columns are: buyer, id, title, name, siret"):
        read([{}], contract={"initial": "value"})


def test_a_column_that_a_file_may_lack_is_read_where_it_is_there(read: Any) -> None:
    initial = {"initial": {"column": "value", "optional": True}}
    found = [read([row], contract=initial).entries[0].state.initial for row in ({}, {"value": "100"})]
    assert found == [None, euros(100)]


def test_another_encoding_than_the_mapping_says_stops_the_import(read_lines: Any) -> None:
    with pytest.raises(UnreadableFile, match="say another `file: encoding:`"):
        read_lines(["|".join(HEADING), "é"], encoding="cp1252")


def test_an_empty_file_stops_the_import(read_lines: Any) -> None:
    with pytest.raises(UnreadableFile, match="no column"):
        read_lines([])
