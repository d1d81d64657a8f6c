from decimal import Decimal

import pytest

from contracts.offer_form import OfferMember
from contracts.vocabulary import Holder, Role
from services.tenders.domain.holders import (
    GivenHolder,
    HoldersInconsistent,
    SharesExceedWhole,
    TooManyHolders,
    beside_one_another,
    must_agree,
    parties,
)


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


@pytest.mark.parametrize("accepted", [(Role.SOLE, Role.SOLE), (Role.SOLE, Role.LEAD, Role.MEMBER, Role.SOLE)])
def test_bidders_alone_and_groups_share_a_framework_r2162_9(accepted: tuple[Role, ...]) -> None:
    must_agree(roles(*accepted), most=3)
    must_agree(roles(*accepted), most=None)


def test_no_more_share_a_framework_than_its_notice_says_r2162_9() -> None:
    must_agree(roles(Role.LEAD, Role.MEMBER, Role.SOLE), most=2)
    with pytest.raises(TooManyHolders) as refused:
        must_agree(roles(Role.SOLE, Role.SOLE, Role.SOLE), most=2)
    assert refused.value.facts == {"holders": 3, "most": 2, "article": "CCP R2162-9"}


def test_a_member_belongs_to_a_lead_in_a_framework_too() -> None:
    with pytest.raises(HoldersInconsistent):
        must_agree(roles(Role.SOLE, Role.SOLE, Role.MEMBER), most=None)


def test_those_who_bid_together_stay_together_and_their_shares_are_of_their_bid_alone() -> None:
    member, lead = roles(Role.MEMBER, Role.LEAD)
    [sole] = roles(Role.SOLE)
    half = [one.model_copy(update={"share": Decimal("0.5")}) for one in (member, lead)]
    holders = beside_one_another([half, [sole]])
    assert parties(holders) == [(lead, member), (sole,)]
    assert parties([member, lead]) == [(member, lead)]
