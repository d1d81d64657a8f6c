"""Names of suppliers that registers do not all record."""

from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier
from services.suppliers.domain.knowledge import completed

SIRET = Identifier(id="23350001600040")


def test_an_identifier_in_the_place_of_a_name_replaces_no_name():
    known = SupplierState(identifier=SIRET, name="Le Forum du livre")
    assert completed(known, SupplierState(identifier=SIRET, name=SIRET.id)).name == "Le Forum du livre"


def test_another_name_replaces_the_known_one():
    known = SupplierState(identifier=SIRET, name=SIRET.id)
    assert completed(known, SupplierState(identifier=SIRET, name="Le Forum du livre")).name == "Le Forum du livre"
