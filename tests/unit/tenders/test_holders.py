from decimal import Decimal

import pytest

from contracts.offer_form import OfferMember
from contracts.vocabulary import Holder, Role
from services.tenders.domain.holders import GivenHolder, HoldersInconsistent, SharesExceedWhole, must_agree


def roles(*roles: Role) -> list[Holder]:
    return [Holder(name=f"Entreprise {index}", role=role) for index, role in enumerate(roles)]


@pytest.mark.parametrize("accepted", [(Role.SOLE,), (Role.LEAD, Role.MEMBER), (Role.MEMBER, Role.MEMBER, Role.LEAD)])
def test_a_holder_alone_or_a_lead_with_members_agree(accepted: tuple[Role, ...]) -> None:
    must_agree(roles(*accepted))


@pytest.mark.parametrize(
    "refused",
    [(), (Role.SOLE, Role.SOLE), (Role.SOLE, Role.MEMBER), (Role.MEMBER,), (Role.LEAD, Role.LEAD)],
)
def test_roles_that_contradict_each_other_are_refused(refused: tuple[Role, ...]) -> None:
    with pytest.raises(HoldersInconsistent):
        must_agree(roles(*refused))


def test_shares_do_not_exceed_the_whole() -> None:
    lead, member = roles(Role.LEAD, Role.MEMBER)
    half, more = Decimal("0.5"), Decimal("0.500001")
    with pytest.raises(SharesExceedWhole):
        must_agree([lead.model_copy(update={"share": half}), member.model_copy(update={"share": more})])


def test_what_the_buyer_says_of_a_holder_is_told_of_it() -> None:
    given = GivenHolder(name="Atelier d'insertion", social_economy=True, inclusive=True)
    holder = given.completed({})
    assert (holder.social_economy, holder.inclusive) == (True, True)


def test_what_a_winner_said_of_itself_in_its_bid_is_told_of_the_holder() -> None:
    member = OfferMember(identifier={"id": "79878508500035"}, name="Atelier d'insertion", social_economy=True)
    assert (member.holder.social_economy, member.holder.inclusive) == (True, None)
