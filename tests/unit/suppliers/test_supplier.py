import pytest

from contracts.vocabulary import Identifier, Place, Scheme, SizeClass
from services.suppliers.domain.supplier import IdentifierFixed, Supplier, SupplierAlreadyRegistered
from tests.unit.suppliers.builders import RENNES, SIRET, a_state


def test_registering_again_in_the_same_state_is_harmless() -> None:
    Supplier.registered(a_state(size=SizeClass.PME)).must_be(a_state(size=SizeClass.PME))


def test_registering_again_in_another_state_is_refused_with_the_way_to_update() -> None:
    with pytest.raises(SupplierAlreadyRegistered) as refusal:
        Supplier.registered(a_state()).must_be(a_state(name="Forum"))
    assert refusal.value.facts == {"path": f"/suppliers/{SIRET}"}


def test_an_update_does_not_change_the_identifier() -> None:
    supplier = Supplier.registered(a_state())
    with pytest.raises(IdentifierFixed):
        supplier.update(a_state(identifier=Identifier(scheme=Scheme.TVA, id="DE136695976")))
    assert supplier.version == 1


def test_an_update_forgets_what_it_leaves_out() -> None:
    supplier = Supplier.registered(a_state(size=SizeClass.PME, place=RENNES))
    assert supplier.update(a_state())
    assert (supplier.state.size, supplier.state.place) == (None, None)


def test_a_register_that_is_silent_deletes_nothing() -> None:
    known = a_state(size=SizeClass.PME, place=RENNES, naf="47.61Z", activities=("22113000",), natural_person=True)
    supplier = Supplier.registered(known)
    assert not supplier.learn(a_state())
    assert supplier.state == known


def test_what_a_register_says_replaces_what_is_known() -> None:
    supplier = Supplier.registered(a_state(size=SizeClass.TPE))
    assert supplier.learn(a_state(name="Forum", size=SizeClass.PME))
    assert (supplier.state.name, supplier.state.size) == ("Forum", SizeClass.PME)


@pytest.mark.parametrize(
    ("known", "said", "then"),
    [
        (None, RENNES, RENNES),
        (RENNES, None, RENNES),
        (RENNES, Place(department="35"), RENNES),
        (Place(department="35"), Place(commune="35238"), RENNES),
        (RENNES, Place(department="29"), Place(department="29")),
        (Place(department="35"), Place(commune="29019"), Place(commune="29019")),
        (RENNES, Place(commune="35047"), Place(commune="35047")),
        (RENNES, Place(country="DE"), Place(country="DE")),
        (Place(department="974"), Place(commune="97411"), Place(commune="97411", department="974")),
    ],
)
def test_a_place_that_fits_adds_to_the_known_one_and_another_replaces_it(
    known: Place | None, said: Place | None, then: Place | None
) -> None:
    supplier = Supplier.registered(a_state(place=known))
    supplier.learn(a_state(place=said))
    assert supplier.state.place == then
