"""The form of an offer is made of what a bidder writes, as a bidder writes it."""

import pytest

from contracts.offer_form import OfferForm
from gateway.web.marketplace.offer import Offer, OfferUnfit

FIELDS = {
    "siret": "000 001 016 00013",
    "name": "Kerbrat Espaces verts",
    "size": "pme",
    "lot-2": "1",
    "price-2": "1 500,5",
}


def form(**more: str) -> OfferForm:
    return OfferForm.model_validate_json(Offer(FIELDS | more).form(priced=True))


def test_a_firm_alone_offers_its_price_for_a_lot() -> None:
    made = form(**{"until-insurance": "2027-06-30", "until-tax": ""})
    assert (made.members[0].identifier.id, made.members[0].role, made.members[0].size) == (
        "00000101600013",
        "sole",
        "pme",
    )
    assert str(made.price(2).amount) == "1500.50"  # type: ignore[union-attr]
    assert [(one.kind, str(one.valid_until)) for one in made.certificates] == [("insurance", "2027-06-30")]


def test_with_partners_the_first_leads_them() -> None:
    made = form(**{"partner-1-siret": "00000102400017", "partner-1-name": "Bois de l'Aulne"})
    assert [one.role for one in made.members] == ["lead", "member"]


def test_a_request_to_take_part_has_no_price() -> None:
    assert OfferForm.model_validate_json(Offer(FIELDS | {"price-2": ""}).form(priced=False)).lots == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"price-2": "beaucoup"}, "price-2"),
        ({"price-2": "-5"}, "price-2"),
        ({"price-2": "1.000,00"}, "price-2"),
        ({"siret": "123"}, "members"),
        ({"name": ""}, "members"),
        ({"until-insurance": "demain"}, "certificates"),
    ],
)
def test_what_cannot_be_read_is_named(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(OfferUnfit) as unfit:
        Offer(FIELDS | wrong).form(priced=True)
    assert unfit.value.field == field


def test_a_bid_is_for_a_lot_at_least() -> None:
    with pytest.raises(OfferUnfit, match="lots"):
        _ = Offer({"siret": "00000101600013"}).lots
