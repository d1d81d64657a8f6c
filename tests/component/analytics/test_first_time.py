from datetime import date

from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import (
    COMPANIES,
    OTHER_BUYER,
    a_contract,
    a_holder,
    corrected,
    notified,
    signed,
)

SOON, LATER = date(2019, 3, 14), date(2019, 6, 1)


async def mark(observatory: Observatory, reference: str) -> bool | None:
    page = (await observatory.http.get("/indicators/A1/contracts")).json()
    found = next(one for one in page["items"] if one["reference"] == reference)
    return found["in_numerator"] if found["in_denominator"] else None


async def test_a_company_is_a_first_time_awardee_once(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=SOON)), notified(a_contract("2", notified_on=LATER)))
    assert (await mark(observatory, "1"), await mark(observatory, "2")) == (True, False)


async def test_contracts_of_one_day_are_all_first_ones(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=SOON)), notified(a_contract("2", notified_on=SOON)))
    assert (await mark(observatory, "1"), await mark(observatory, "2")) == (True, True)


async def test_an_earlier_contract_that_is_told_later_takes_the_mark_of_the_other(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("2", notified_on=LATER)))
    await observatory.tell(notified(a_contract("1", notified_on=SOON)))
    assert (await mark(observatory, "1"), await mark(observatory, "2")) == (True, False)


async def test_a_company_corrected_out_of_a_contract_gives_the_mark_back(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=SOON)), notified(a_contract("2", notified_on=LATER)))
    other = a_holder(COMPANIES[1])
    await observatory.tell(corrected(a_contract("1", notified_on=SOON, holders=(other,)), 2))
    assert await mark(observatory, "2") is True


async def test_forty_eight_months_later_the_earlier_contract_still_counts(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=date(2015, 3, 14))))
    await observatory.tell(notified(a_contract("2", notified_on=date(2019, 3, 14))))
    assert await mark(observatory, "2") is False


async def test_a_day_more_and_it_is_forgotten(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=date(2015, 3, 13))))
    await observatory.tell(notified(a_contract("2", notified_on=date(2019, 3, 14))))
    assert await mark(observatory, "2") is True


async def test_a_contract_of_another_buyer_is_no_history(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=SOON, buyer=OTHER_BUYER)))
    await observatory.tell(notified(a_contract("2", notified_on=LATER)))
    assert await mark(observatory, "2") is True


async def test_another_establishment_of_the_same_company_is_no_newcomer(observatory: Observatory) -> None:
    post = (a_holder("35600000000048"),), (a_holder("35600000049837"),)
    await observatory.tell(notified(a_contract("1", notified_on=SOON, holders=post[0])))
    await observatory.tell(notified(a_contract("2", notified_on=LATER, holders=post[1])))
    assert await mark(observatory, "2") is False


async def test_one_known_member_makes_a_group_known(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=SOON)))
    group = a_holder(COMPANIES[1], role="lead"), a_holder(COMPANIES[0], role="member")
    await observatory.tell(notified(a_contract("2", notified_on=LATER, holders=group)))
    assert await mark(observatory, "2") is False


async def test_a_signature_is_no_history_until_it_is_notified(observatory: Observatory) -> None:
    state = a_contract("1", notified_on=None)
    await observatory.tell(signed(state), notified(a_contract("2", notified_on=LATER)))
    assert await mark(observatory, "2") is True
    await observatory.tell(notified(a_contract("1", notified_on=SOON), 2))
    assert await mark(observatory, "2") is False


async def test_without_a_day_or_a_known_holder_nobody_knows(observatory: Observatory) -> None:
    nobody = (a_holder(None),)
    await observatory.tell(notified(a_contract("1", notified_on=None)), notified(a_contract("2", holders=nobody)))
    assert (await mark(observatory, "1"), await mark(observatory, "2")) == (None, None)
