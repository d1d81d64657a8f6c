from decimal import Decimal

import pytest

from contracts.vocabulary import Holder, Role
from services.tenders.domain.holders import HoldersInconsistent, SharesExceedWhole, must_agree


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
