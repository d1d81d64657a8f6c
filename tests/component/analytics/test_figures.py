from datetime import date

import pytest

from contracts.vocabulary import SizeClass, euros
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import (
    COMPANIES,
    LIEGE,
    NANTES,
    OTHER_BUYER,
    REGION,
    RENNES,
    a_contract,
    a_holder,
    corrected,
    modified,
    notified,
    registered,
    signed,
)


async def test_a_signed_contract_is_no_contract_yet(observatory: Observatory) -> None:
    await observatory.tell(signed(a_contract("1", notified_on=None)))
    figure = await observatory.ask("V1")
    assert (figure["numerator"], figure["status"]) == (0, "no_data")


async def test_an_undated_contract_counts_in_all_time_alone(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=None)))
    assert (await observatory.ask("V1"))["numerator"] == 1
    assert (await observatory.ask("V1", period="2019"))["numerator"] == 0


async def test_a_correction_replaces_what_was_recorded(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", initial=euros(100))))
    await observatory.tell(corrected(a_contract("1", initial=euros(250), notified_on=date(2020, 1, 2)), 2))
    assert (await observatory.ask("V2", period="2019"))["status"] == "no_data"
    assert (await observatory.ask("V2", period="2020"))["value"] == "250.00"


async def test_a_modification_replaces_what_is_known_of_the_contract(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")))
    assert await observatory.counts("A3") == (1, 1)
    await observatory.tell(modified(a_contract("1", holders=(a_holder(COMPANIES[1], place=NANTES),)), 2))
    assert await observatory.counts("A3") == (0, 1)


async def test_subsequent_contracts_are_counted_only_when_asked_for(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1")), notified(a_contract("2", technique="subsequent")))
    assert (await observatory.ask("V1"))["numerator"] == 1
    assert (await observatory.ask("V1", subsequent=True))["numerator"] == 2
    assert (await observatory.ask("V1", technique="subsequent"))["numerator"] == 1


async def test_a_value_is_divided_by_declared_shares_and_never_exceeded(observatory: Observatory) -> None:
    shared = a_holder(share="0.75", role="lead"), a_holder(COMPANIES[1], place=NANTES, share="0.25", role="member")
    await observatory.tell(notified(a_contract("1", holders=shared, initial=euros(1000))))
    assert await observatory.counts("A4") == ("750.00", "1000.00")


async def test_a_value_is_divided_equally_where_no_shares_are_declared(observatory: Observatory) -> None:
    places = enumerate((RENNES, RENNES, NANTES))
    group = tuple(a_holder(COMPANIES[number], place=place, role="member") for number, place in places)
    await observatory.tell(notified(a_contract("1", holders=group, initial=euros(100))))
    assert await observatory.counts("A4") == ("66.67", "100.00")


async def test_a_foreign_holder_has_a_known_place_outside_the_region(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", holders=(a_holder(place=LIEGE),))))
    assert await observatory.counts("A3") == (0, 1)


async def test_the_registry_fills_in_what_a_contract_does_not_say(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", holders=(a_holder(place=None),))))
    assert await observatory.counts("A3") == (0, 0)
    await observatory.tell(registered(size=SizeClass.PME, place=RENNES))
    assert await observatory.counts("A3") == (1, 1)
    assert await observatory.counts("A6") == (1, 1)


async def test_what_a_contract_declares_goes_before_the_registry(observatory: Observatory) -> None:
    await observatory.tell(registered(size=SizeClass.GE, place=NANTES))
    await observatory.tell(notified(a_contract("1", holders=(a_holder(size=SizeClass.TPE),))))
    assert await observatory.counts("A3") == (1, 1)
    assert await observatory.counts("A6") == (1, 1)


async def test_what_is_untold_leaves_the_denominator_and_departments_are_asked_for_it(observatory: Observatory) -> None:
    sizes = {"1": SizeClass.TPE, "2": SizeClass.GE, "3": None}
    await observatory.tell(
        *(
            notified(a_contract(number, department="rail", holders=(a_holder(COMPANIES[1], size=size),)))
            for number, size in sizes.items()
        )
    )
    figure = await observatory.ask("A6")
    assert (figure["numerator"], figure["denominator"]) == (1, 2)
    assert figure["coverage"] == {"known": 2, "total": 3, "rate": "0.6667"}
    assert figure["status"] == "insufficient_data"
    assert figure["missing"]["departments"] == [{"department": "rail", "missing": 1}]
    assert (await observatory.ask("A6", department="rail", size="none"))["status"] == "not_measurable"


async def test_no_department_owes_the_reference_data_that_an_indicator_lacks(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", department="rail", initial=euros(100))))
    figure = await observatory.ask("S10")
    assert figure["status"] == "not_measurable"
    assert figure["missing"]["departments"] == []
    assert "reference data" in figure["missing"]["lacks"][0]["en"]


async def test_values_that_cannot_be_trusted_are_shown_beside_the_others(observatory: Observatory) -> None:
    values = {"1": (euros(50), None), "2": (euros(1), None), "3": (euros(5000), euros(500)), "4": (euros(10**8), None)}
    await observatory.tell(
        *(notified(a_contract(number, initial=said, planned=plan)) for number, (said, plan) in values.items())
    )
    figure = await observatory.ask("V2")
    assert (figure["value"], figure["trusted"]["value"]) == ("100005051.00", "50.00")


@pytest.mark.parametrize(("basis", "expected"), [("initial", "20.00"), ("planned", "10.00"), ("current", "30.00")])
async def test_each_value_of_a_contract_can_be_asked_for(observatory: Observatory, basis: str, expected: str) -> None:
    await observatory.tell(notified(a_contract("1", planned=euros(10), initial=euros(20), current=euros(30))))
    assert (await observatory.ask("V2", value=basis))["value"] == expected


async def test_filters_narrow_and_several_values_of_one_widen(observatory: Observatory) -> None:
    await observatory.tell(
        notified(a_contract("1", cpv="45214220", area="construction")),
        notified(a_contract("2", cpv="72000000", area="it", procedure="adapted")),
        notified(a_contract("3", cpv="45000000", buyer=OTHER_BUYER)),
    )
    assert (await observatory.ask("V1", cpv="45"))["numerator"] == 2
    assert (await observatory.ask("V1", cpv=["45", "72"], buyer=REGION))["numerator"] == 2
    assert (await observatory.ask("V1", area="it", procedure="adapted"))["numerator"] == 1
    assert (await observatory.ask("V1", area="it", procedure="open"))["numerator"] == 0


async def test_groups_add_up_to_the_whole_with_the_unknown_apart(observatory: Observatory) -> None:
    both = a_holder(COMPANIES[0], role="lead"), a_holder(COMPANIES[1], role="member")
    await observatory.tell(
        notified(a_contract("1", area="it")),
        notified(a_contract("2", area="food", holders=both)),
        notified(a_contract("3")),
    )
    groups = (await observatory.ask("V1", group_by="area"))["groups"]
    assert [(one["group"], one["numerator"]) for one in groups] == [("food", 1), ("it", 1), (None, 1)]
    groups = (await observatory.ask("V3", group_by="area"))["groups"]
    assert [(one["group"], one["numerator"]) for one in groups] == [("food", 2), ("it", 1), (None, 1)]


async def test_a_short_history_is_said(observatory: Observatory) -> None:
    await observatory.tell(notified(a_contract("1", notified_on=date(2015, 1, 1))), notified(a_contract("2")))
    await observatory.tell(notified(a_contract("3", buyer=OTHER_BUYER)))
    assert (await observatory.ask("A1", period="2019", buyer=REGION))["left_censored"] is False
    assert (await observatory.ask("A1", period="2019", buyer=OTHER_BUYER))["left_censored"] is True
    assert (await observatory.ask("A1"))["left_censored"] is True
    assert (await observatory.ask("A3"))["left_censored"] is False


async def test_twelve_rolling_months_end_with_the_last_whole_one(observatory: Observatory) -> None:
    days = date(2025, 2, 28), date(2025, 3, 1), date(2026, 2, 28), date(2026, 3, 1)
    await observatory.tell(*(notified(a_contract(str(day), notified_on=day)) for day in days))
    figure = await observatory.ask("V1", period="rolling-12")
    assert (figure["first_day"], figure["last_day"], figure["numerator"]) == ("2025-03-01", "2026-02-28", 2)
