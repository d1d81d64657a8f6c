import pytest

from contracts.vocabulary import Identifier, Scheme
from services.suppliers.domain.identity import path_of, read, supplier_id, written
from tests.unit.suppliers.builders import IDENTIFIER, SIRET

FOREIGN = Identifier(scheme=Scheme.OUTSIDE_EU, id="HRB 12/34")


@pytest.mark.parametrize("identifier", [IDENTIFIER, FOREIGN, Identifier(scheme=Scheme.TVA, id="DE136695976")])
def test_what_is_written_is_read_back(identifier: Identifier) -> None:
    assert read(written(identifier)) == identifier


@pytest.mark.parametrize("text", [f"SIRET:{SIRET}", SIRET])
def test_the_scheme_of_a_siret_may_be_left_out(text: str) -> None:
    assert read(text) == IDENTIFIER


@pytest.mark.parametrize("text", ["", "7987850850003", "79878508500036", "TVA:DE1", "KVK:1234", "TVA:", "RIDET:a\x00b"])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="validation error"):
        read(text)


def test_one_vat_number_is_one_supplier_however_it_is_spaced() -> None:
    assert supplier_id(read("TVA:DE 136.695.976")) == supplier_id(read("TVA:DE136695976"))


def test_the_same_number_under_two_schemes_is_two_suppliers() -> None:
    assert supplier_id(read("RIDET:1234")) != supplier_id(read("TAHITI:1234"))


def test_a_path_escapes_what_would_part_it() -> None:
    assert path_of(FOREIGN) == "/suppliers/HORS-UE:HRB%2012%2F34"
