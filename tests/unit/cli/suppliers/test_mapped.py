"""A list of suppliers is read as its mapping says, from CSV and from spreadsheets."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from contracts.suppliers import Coordinates, SupplierState
from contracts.vocabulary import Identifier, Place, Scheme
from deploy.cli.mapping import WrongMapping, load
from deploy.cli.reading import UnreadableFile
from deploy.cli.suppliers.mapping import SupplierMapping
from tests.unit.cli.suppliers.registers import OTHER, SIRET, read, reported

HEADING = (
    "Société",
    "Siret",
    "Taille",
    "CP",
    "Métiers",
    "NAF",
    "Enseignes",
    "Lat",
    "Lon",
    "Redressement",
    "ESS",
    "SIAE",
)
ROW = (
    "Forum du livre",
    SIRET,
    "PME",
    "35000",
    "22113000;79530000",
    "4761Z",
    "Forum|FDL",
    "48,111",
    "-1,68",
    "non",
    "oui",
    "non",
)
FIELDS = {
    "identifier": "Siret",
    "name": "Société",
    "size": "Taille",
    "postcode": "CP",
    "activities": "Métiers",
    "naf": "NAF",
    "brands": {"column": "Enseignes", "pattern": "[^|]+"},
    "latitude": {"column": "Lat", "decimal": ","},
    "longitude": {"column": "Lon", "decimal": ","},
    "insolvent": "Redressement",
    "social_economy": "ESS",
    "inclusive": "SIAE",
}
FORUM = SupplierState(
    identifier=Identifier(id=SIRET),
    name="Forum du livre",
    size="pme",
    place=Place(department="35"),
    naf="47.61Z",
    activities=("22113000", "79530000"),
    brands=("Forum",),
    coordinates=Coordinates(latitude=48_111, longitude=-1_680),
    insolvent=False,
    social_economy=True,
    inclusive=False,
)


def a_mapping(fields: Any = (), **parts: Any) -> SupplierMapping:
    parts.setdefault("file", {"delimiter": "\t"})
    return SupplierMapping.model_validate({"mapping": 1, "supplier": {**FIELDS, **dict(fields)}, **parts})


def a_list(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_text("\n".join("\t".join(row) for row in (HEADING, *rows)))
    return path


def changed(**cells: str) -> tuple[str, ...]:
    """The row with other cells, by heading."""
    return tuple(cells.get(name, cell) for name, cell in zip(HEADING, ROW, strict=True))


def test_every_field_is_read(tmp_path: Path) -> None:
    states, findings, ledger = read(a_list(tmp_path / "list.csv", ROW), a_mapping())
    assert states == [FORUM]
    assert (findings, ledger.rows) == ([], 1)


def test_a_spreadsheet_says_the_same_as_text(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Notes"
    sheet = book.create_sheet("Fournisseurs")
    sheet.append([])
    sheet.append([*HEADING, "Créée"])
    sheet.append([*ROW[:1], int(SIRET), "PME", 35000.0, *ROW[4:], date(2020, 1, 2)])
    sheet.append([None, None])
    path = tmp_path / "list.xlsx"
    book.save(path)
    mapping = a_mapping(
        file={"sheet": "Fournisseurs", "skip_lines": 1}, rows={"keep": {"column": "Créée", "in": ["2020-01-02"]}}
    )
    states, findings, _ = read(path, mapping)
    assert (states, findings) == ([FORUM], [])


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    Workbook().save(path)
    with pytest.raises(UnreadableFile, match="no sheet 'Other'; its sheets are: Sheet"):
        read(path, a_mapping(file={"sheet": "Other"}))


def test_a_broken_spreadsheet_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(UnreadableFile, match="not a spreadsheet"):
        read(path, a_mapping())


def test_a_foreign_company_has_its_scheme_and_country(tmp_path: Path) -> None:
    path = a_list(tmp_path / "list.csv", changed(Siret="DE136695976", CP=""))
    [state], findings, _ = read(path, a_mapping())
    assert (state.identifier, state.place) == (Identifier(scheme=Scheme.TVA, id="DE136695976"), Place(country="DE"))
    assert findings == []


@pytest.mark.parametrize(("cell", "reason"), [("123", "not a SIRET"), ("", "missing")])
def test_a_row_without_an_identifier_is_refused_once(tmp_path: Path, cell: str, reason: str) -> None:
    states, findings, _ = read(a_list(tmp_path / "list.csv", changed(Siret=cell), changed(Siret=OTHER)), a_mapping())
    assert [state.identifier.id for state in states] == [OTHER]
    assert reported(findings) == [(2, "identifier", cell, True)]
    assert reason in findings[0].reason


@pytest.mark.parametrize(
    ("heading", "cell", "field", "member"),
    [
        ("Taille", "grande", "size", "size"),
        ("CP", "35", "postcode", "place"),
        ("NAF", "BTP", "naf", "naf"),
        ("Lat", "91", "coordinates", "coordinates"),
        ("Redressement", "peut-être", "insolvent", "insolvent"),
    ],
)
def test_a_cell_that_cannot_be_read_is_left_out_and_reported(
    tmp_path: Path, heading: str, cell: str, field: str, member: str
) -> None:
    [state], findings, _ = read(a_list(tmp_path / "list.csv", changed(**{heading: cell})), a_mapping())
    assert getattr(state, member) is None
    assert [(each.row, each.field, each.refused) for each in findings] == [(2, field, False)]


def test_of_several_activities_the_good_ones_go_in(tmp_path: Path) -> None:
    path = a_list(tmp_path / "list.csv", changed(Métiers="22113000;livres; 79530000"))
    [state], findings, _ = read(path, a_mapping())
    assert state.activities == ("22113000", "79530000")
    assert reported(findings) == [(2, "activities", "livres", False)]


def test_holders_of_essential_data_are_suppliers(tmp_path: Path) -> None:
    holders = [{"titulaire": {"typeIdentifiant": "SIRET", "id": number}} for number in (SIRET, "123")]
    contract = {"id": "2024-1", "acheteur": {"id": OTHER}, "objet": "Livres", "titulaires": holders}
    path = tmp_path / "decp.json"
    path.write_text(json.dumps({"marches": {"marche": [contract, {**contract, "id": "2024-2"}]}}))
    states, findings, ledger = read(path)
    assert [(state.identifier.id, state.name) for state in states] == [(SIRET, SIRET)]
    assert [(each.row, each.field) for each in findings] == [(1, "holders.identifier"), (2, "holders.identifier")]
    assert ledger.rows == 2


def test_a_mapping_needs_an_identifier_and_knows_its_words(tmp_path: Path) -> None:
    path = tmp_path / "mapping.yaml"
    path.write_text("mapping: 1\nsupplier: {name: Nom, colour: Couleur}\n")
    with pytest.raises(WrongMapping, match=r"supplier\.colour: Extra inputs"):
        load(path, SupplierMapping)
    path.write_text("mapping: 1\nsupplier: {name: Nom}\n")
    with pytest.raises(WrongMapping, match="a supplier needs an identifier"):
        load(path, SupplierMapping)
