"""INSEE's stock of establishments is known by its heading, and read by its own rules."""

import gzip
from pathlib import Path

import pytest

from contracts.suppliers import Coordinates, SupplierState
from contracts.vocabulary import Identifier, Place, SizeClass
from deploy.cli.reading import UnreadableFile
from tests.unit.cli.suppliers.registers import OTHER, SIRET, read, reported, sirene


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "StockEtablissement_utf8.csv"


def the_only(path: Path) -> SupplierState:
    [state], findings, _ = read(path)
    assert findings == []
    return state


def test_an_establishment_is_read_with_what_its_company_says(file: Path) -> None:
    more = {
        "categorieJuridiqueUniteLegale": "5710",
        "enseigne1Etablissement": "FORUM",
        "sigleUniteLegale": "FDL",
        "etablissementSiege": "true",
        "economieSocialeSolidaireUniteLegale": "O",
    }
    assert the_only(sirene(file, more)) == SupplierState(
        identifier=Identifier(id=SIRET),
        name="LE FORUM DU LIVRE",
        size=SizeClass.TPE,
        place=Place(commune="35238", department="35"),
        naf="47.61Z",
        brands=("FORUM", "FDL"),
        legal_form="5710",
        staff_band="02",
        head_office=Place(commune="35238", department="35"),
        social_economy=True,
    )


def test_a_branch_does_not_tell_where_its_head_office_is(file: Path) -> None:
    assert the_only(sirene(file, {"etablissementSiege": "false"})).head_office is None


def test_a_zipped_stock_with_semicolons_is_the_same(file: Path) -> None:
    plain = sirene(file, {})
    packed = file.with_suffix(".csv.gz")
    packed.write_bytes(gzip.compress(plain.read_bytes().replace(b",", b";")))
    assert the_only(packed) == the_only(plain)


def test_a_natural_person_is_called_by_first_name_and_surname_and_flagged(file: Path) -> None:
    person = {
        "denominationUniteLegale": "",
        "nomUniteLegale": "LE GALL",
        "nomUsageUniteLegale": "",
        "prenom1UniteLegale": "NOLWENN",
        "categorieJuridiqueUniteLegale": "1000",
    }
    state = the_only(sirene(file, person))
    assert (state.name, state.natural_person) == ("NOLWENN LE GALL", True)


@pytest.mark.parametrize(
    ("category", "unit_staff", "size"),
    [("PME", "03", "tpe"), ("PME", "NN", "tpe"), ("PME", "11", "pme"), ("ETI", "02", "eti"), ("GE", "", "ge")],
)
def test_the_size_is_that_of_the_company_and_micro_by_its_staff(
    file: Path, category: str, unit_staff: str, size: str
) -> None:
    told = {"categorieEntreprise": category, "trancheEffectifsUniteLegale": unit_staff}
    assert the_only(sirene(file, told)).size == size


def test_without_a_category_nothing_is_said_of_the_size(file: Path) -> None:
    assert the_only(sirene(file, {"categorieEntreprise": ""})).size is None


def test_coordinates_of_the_grid_become_degrees(file: Path) -> None:
    rennes = {
        "coordonneeLambertAbscisseEtablissement": "351941.94",
        "coordonneeLambertOrdonneeEtablissement": "6789646.07",
    }
    point = the_only(sirene(file, rennes)).coordinates
    assert point is not None
    assert abs(point.latitude - 48_111) <= 5
    assert abs(point.longitude + 1_680) <= 5


def test_overseas_has_other_grids_and_keeps_its_place_alone(file: Path) -> None:
    cayenne = {
        "codeCommuneEtablissement": "97302",
        "codePostalEtablissement": "97300",
        "coordonneeLambertAbscisseEtablissement": "354000.00",
        "coordonneeLambertOrdonneeEtablissement": "545000.00",
    }
    state = the_only(sirene(file, cayenne))
    assert (state.coordinates, state.place) == (None, Place(commune="97302", department="973"))


def test_a_point_outside_of_france_is_reported_and_left_out(file: Path) -> None:
    nowhere = {"coordonneeLambertAbscisseEtablissement": "1", "coordonneeLambertOrdonneeEtablissement": "2"}
    [state], findings, _ = read(sirene(file, nowhere))
    assert state.coordinates is None
    assert reported(findings) == [(2, "coordinates", "1, 2", False)]


def test_closed_and_hidden_establishments_are_passed_over_and_counted(file: Path) -> None:
    closed, hidden = {"etatAdministratifEtablissement": "F"}, {"statutDiffusionEtablissement": "P"}
    states, findings, ledger = read(sirene(file, closed, hidden, {"siret": OTHER}, closed))
    assert [state.identifier.id for state in states] == [OTHER]
    assert (ledger.rows, ledger.passed_over) == (4, 3)
    assert [(each.row, each.field, each.value, each.reason) for each in findings] == [
        (0, "etatAdministratifEtablissement", "F", "closed (fermé); rows: 2"),
        (0, "statutDiffusionEtablissement", "P", "its company objects to being shown (A123-96); rows: 1"),
    ]


def test_what_a_company_hides_is_not_taken_for_its_name(file: Path) -> None:
    state = the_only(sirene(file, {"enseigne1Etablissement": "[ND]", "codeCommuneEtablissement": "[ND]"}))
    assert (state.brands, state.place) == ((), Place(department="35"))


def test_without_the_columns_of_companies_the_number_stands_for_the_name_which_is_said_once(file: Path) -> None:
    states, findings, _ = read(sirene(file, {}, {"siret": OTHER, "enseigne1Etablissement": "LA POSTE"}, unit=False))
    assert [state.name for state in states] == [SIRET, "LA POSTE"]
    assert [(each.row, each.field, each.refused) for each in findings] == [(0, "name", False)]


def test_a_code_of_an_older_nomenclature_is_none_of_ours(file: Path) -> None:
    older = {"activitePrincipaleEtablissement": "52.4R", "nomenclatureActivitePrincipaleEtablissement": "NAFRev1"}
    assert the_only(sirene(file, older)).naf is None


@pytest.mark.parametrize("siret", ["79878508500036", "798785085", "", "abc"])
def test_a_row_without_a_valid_number_is_refused_and_the_others_go_in(file: Path, siret: str) -> None:
    states, findings, _ = read(sirene(file, {"siret": siret}, {"siret": OTHER}))
    assert [state.identifier.id for state in states] == [OTHER]
    assert reported(findings) == [(2, "identifier", siret, True)]


@pytest.mark.parametrize(
    ("column", "cell", "field", "name"),
    [
        ("activitePrincipaleEtablissement", "BTP", "naf", "naf"),
        ("trancheEffectifsEtablissement", "many", "staff_band", "staff_band"),
        ("categorieJuridiqueUniteLegale", "SARL", "legal_form", "legal_form"),
        ("codeCommuneEtablissement", "99138", "commune", "place"),
    ],
)
def test_a_cell_that_cannot_be_read_is_reported_and_the_rest_goes_in(
    file: Path, column: str, cell: str, field: str, name: str
) -> None:
    [state], findings, _ = read(sirene(file, {column: cell}))
    assert reported(findings) == [(2, field, cell, False)]
    assert name == "place" or getattr(state, name) is None
    assert state.place is not None
    assert state.name == "LE FORUM DU LIVRE"


def test_a_name_that_is_missing_is_reported_and_the_number_stands_in_its_place(file: Path) -> None:
    [state], findings, _ = read(sirene(file, {"denominationUniteLegale": ""}))
    assert state.name == SIRET
    assert reported(findings) == [(2, "name", "", False)]


def test_a_supplier_goes_in_as_its_first_row_names_it(file: Path) -> None:
    [state], findings, ledger = read(sirene(file, {}, {"denominationUniteLegale": "FORUM"}))
    assert state.name == "LE FORUM DU LIVRE"
    assert reported(findings) == [(3, "identifier", SIRET, True)]
    assert ledger.repeated == 1


def test_a_row_with_more_cells_than_columns_is_refused(file: Path) -> None:
    sirene(file, {}, {"siret": OTHER})
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[1] + ",x", lines[2]]))
    states, findings, _ = read(file)
    assert [state.identifier.id for state in states] == [OTHER]
    assert [(each.row, each.field, each.refused) for each in findings] == [(2, "row", True)]


def test_another_table_needs_a_mapping(tmp_path: Path) -> None:
    other = tmp_path / "list.csv"
    other.write_text("name,siret\nForum,79878508500035\n")
    with pytest.raises(UnreadableFile, match="neither SIRENE nor JSON: add --mapping"):
        read(other)


def test_paris_is_where_the_grid_says(file: Path) -> None:
    grid = {
        "codeCommuneEtablissement": "75104",
        "coordonneeLambertAbscisseEtablissement": "652469.02",
        "coordonneeLambertOrdonneeEtablissement": "6862035.26",
    }
    point = the_only(sirene(file, grid)).coordinates
    assert isinstance(point, Coordinates)
    assert abs(point.latitude - 48_857) <= 3
    assert abs(point.longitude - 2_352) <= 3
