"""The clear form of an offer."""

import pytest
from pydantic import ValidationError

from contracts.offer_form import OfferForm, OfferLot, OfferMember
from contracts.vocabulary import Identifier, Place, euros

MEMBER = OfferMember(identifier=Identifier(id="79878508500035"), name="Le Forum du livre", country="BE")


def test_a_form_survives_its_own_json() -> None:
    form = OfferForm(members=(MEMBER,), lots=(OfferLot(lot=2, price=euros("12.50")),))
    assert OfferForm.model_validate_json(form.model_dump_json()) == form


def test_a_form_gives_the_price_of_the_lots_it_bids_for_alone() -> None:
    form = OfferForm(members=(MEMBER,), lots=(OfferLot(lot=2, price=euros("12.50")),))
    assert form.price(2) == euros("12.50")
    assert form.price(1) is None


def test_a_member_of_unknown_place_is_a_holder_of_its_country() -> None:
    [holder] = OfferForm(members=(MEMBER,)).holders
    assert holder.place == Place(country="BE")
    assert holder.name == "Le Forum du livre"


def test_an_offer_of_nobody_is_refused() -> None:
    with pytest.raises(ValidationError):
        OfferForm(members=())
