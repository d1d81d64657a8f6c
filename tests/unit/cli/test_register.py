"""A register in CSV is read as contracts, whatever its encoding, marks and order of rows."""

import gzip
from datetime import date
from typing import Any

import pytest

from contracts.vocabulary import ContractState, Nature, Place, Procedure, Technique, euros
from deploy.cli.reading import Reading

BUYER = "23350001600040"
ACME = "35600000000048"
OTHER = "35600000000010"
HEADING = ["buyer", "id", "title", "name", "siret"]
ROW = {"buyer": BUYER, "id": "2019-1", "title": "Quai", "name": "Acme", "siret": ACME}


def only(reading: Reading) -> ContractState:
    assert reading.findings == []
    assert len(reading.entries) == 1
    return reading.entries[0].state


def reported(reading: Reading) -> list[tuple[int, str]]:
    return [(finding.row, finding.field) for finding in reading.findings]


def test_a_row_is_a_contract_with_a_holder(read: Any) -> None:
    contract = only(read([{}]))
    assert (contract.buyer, contract.reference, contract.title) == (BUYER, "2019-1", "Quai")
    assert [(holder.name, holder.identifier and holder.identifier.id) for holder in contract.holders] == [
        ("Acme", ACME)
    ]


def test_rows_of_a_contract_come_together_even_when_they_are_apart(read: Any) -> None:
    rows = [{}, {"id": "2019-2"}, {"name": "Other", "siret": OTHER}]
    reading = read(rows)
    assert [(entry.rows, len(entry.state.holders)) for entry in reading.entries] == [((2, 4), 2), ((3,), 1)]
    assert reading.rows == 3


def test_contracts_of_two_buyers_may_share_a_reference(read: Any) -> None:
    assert len(read([{}, {"buyer": ACME}]).entries) == 2


def test_a_french_spreadsheet_is_read(read_lines: Any) -> None:
    lines = [
        "Marchés notifiés;;;;;;;;;;;",
        "SIRET acheteur ;N° marché;Objet;Procédure;Nature;CPV;Montant;Notifié le;Durée (ans);Titulaire;Siret;CP",
        "23 350 001 600 040;12;Été;PROCÉDURE ADAPTÉE;Accord cadre;45300000-0;1 234 567,89 €;30/01/2019;1,5;Acmé;;35651",
        ";;;;;;;;;;;",
    ]
    contract = {
        "buyer": "Siret Acheteur",
        "reference": "n° marche",
        "title": "Objet",
        "procedure": "Procédure",
        "technique": "Nature",
        "cpv": "CPV",
        "derive": ["area", "nature"],
        "initial": "Montant",
        "notified_on": "Notifié le",
        "months": {"column": "Durée (ans)", "scale": 12},
    }
    reading = read_lines(
        lines,
        encoding="cp1252",
        contract=contract,
        holders={"name": "Titulaire", "postcode": "CP"},
        file={"encoding": "cp1252", "delimiter": ";", "skip_lines": 1},
        values={"decimal": ",", "dates": "%d/%m/%Y"},
    )
    state = only(reading)
    assert reading.entries[0].rows == (3,)
    assert (state.title, state.buyer) == ("Été", BUYER)
    assert (state.procedure, state.technique) == (Procedure.ADAPTED, Technique.FRAMEWORK)
    assert (state.cpv, state.area, state.nature) == ("45300000", "construction", Nature.WORKS)
    assert (state.initial, state.notified_on, state.months) == (euros("1234567.89"), date(2019, 1, 30), 18)
    assert state.holders[0].place == Place(department="35")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_heading(read_lines: Any, encoding: str) -> None:
    lines = ["|".join(HEADING), "|".join(ROW.values())]
    form = {"delimiter": "|", "encoding": "utf-8" if encoding == "utf-8-sig" else encoding}
    assert only(read_lines(lines, encoding=encoding, file=form)).title == "Quai"


def test_a_gzipped_register_is_read_whatever_its_name(read_lines: Any) -> None:
    assert only(read_lines(["|".join(HEADING), "|".join(ROW.values())], pack=gzip.compress)).title == "Quai"


def test_a_file_without_a_heading_has_its_columns_named_by_the_mapping(read_lines: Any) -> None:
    reading = read_lines(["|".join(ROW.values())], file={"delimiter": "|", "columns": HEADING})
    assert only(reading).title == "Quai"
    assert reading.entries[0].rows == (1,)


def test_cells_may_hold_the_delimiter_and_line_breaks_between_quotes(read_lines: Any) -> None:
    lines = ["|".join(HEADING), f'{BUYER}|1|"Quai | port\nphase 2"|Acme|{ACME}', f"{BUYER}|2|Cale|Acme|{OTHER[:-1]}1"]
    reading = read_lines(lines)
    assert reading.entries[0].state.title == "Quai | port\nphase 2"
    assert reported(reading) == [(3, "holders.identifier")]


def test_the_second_column_of_a_name_is_numbered(read_lines: Any) -> None:
    lines = ["buyer|id|title|name|name", f"{BUYER}|1|Quai|Short|Acme Maritime"]
    assert only(read_lines(lines, holders={"name": "Name (2)"})).holders[0].name == "Acme Maritime"
