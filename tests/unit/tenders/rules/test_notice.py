"""How long each phase lasts at least, and that a deadline never falls under it, on any day of 2024 to 2028."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import PARIS, day_of, earliest_deadline
from contracts.reference.procedures import PhaseCode, procedures
from contracts.vocabulary import Procedure
from services.tenders.domain.rules.notice import notice_limit, time_limit
from services.tenders.domain.rules.standstill import standstill_limit
from services.tenders.domain.rules.urgency import judge_urgency
from services.tenders.domain.time_limits import NoticeTooShort, TimeLimit, notice_warnings
from tests.unit.tenders.rules.needs import LAUNCH, a_lot, a_need

PAPER: dict[str, Any] = {"electronic": False}
URGENT: dict[str, Any] = {"urgent": True}
FORETOLD: dict[str, Any] = {"prior_information": True}


def limit_of(procedure: str, phase: PhaseCode, terms: dict[str, Any]) -> TimeLimit | None:
    found = procedures()[Procedure(procedure)].phase(phase)
    assert found is not None
    return time_limit(found, a_need(500_000, procedure=procedure, **terms), [a_lot()], on=LAUNCH)


def assert_lasts(procedure: str, phase: PhaseCode, terms: dict[str, Any], days: int, article: str) -> None:
    assert limit_of(procedure, phase, terms) == TimeLimit(days, f"CCP {article}")


def test_an_open_procedure_leaves_35_days_for_tenders_r2161_2() -> None:
    assert_lasts("open", "tenders", PAPER, 35, "R2161-2")


def test_an_open_procedure_by_electronic_means_leaves_30_days_r2161_3() -> None:
    assert_lasts("open", "tenders", {}, 30, "R2161-3 2°")


@pytest.mark.parametrize("terms", [URGENT, FORETOLD, {**URGENT, **PAPER}])
def test_an_open_procedure_that_is_urgent_or_foretold_leaves_15_days_r2161_3(terms: dict[str, Any]) -> None:
    assert_lasts("open", "tenders", terms, 15, "R2161-3 1°, 3°")


def test_a_restricted_procedure_leaves_30_days_for_requests_and_15_in_urgency_r2161_6() -> None:
    assert_lasts("restricted", "requests", {}, 30, "R2161-6")
    assert_lasts("restricted", "requests", FORETOLD, 30, "R2161-6")
    assert_lasts("restricted", "requests", URGENT, 15, "R2161-6 1°")


def test_a_restricted_procedure_leaves_30_25_or_10_days_for_tenders_r2161_7_and_8() -> None:
    assert_lasts("restricted", "tenders", PAPER, 30, "R2161-7")
    assert_lasts("restricted", "tenders", {}, 25, "R2161-8 2°")
    assert_lasts("restricted", "tenders", FORETOLD, 10, "R2161-8 1°, 3°")


def test_a_negotiated_procedure_leaves_30_days_for_requests_and_initial_tenders_r2161_12_and_14() -> None:
    assert_lasts("negotiated", "requests", {}, 30, "R2161-12")
    assert_lasts("negotiated", "tenders", PAPER, 30, "R2161-14")
    assert_lasts("negotiated", "tenders", {}, 25, "R2161-15 2°")


def test_a_dialogue_leaves_30_days_for_requests_even_in_urgency_r2161_24() -> None:
    assert_lasts("dialogue", "requests", URGENT, 30, "R2161-24")


def test_an_innovation_partnership_leaves_30_days_that_nothing_shortens_r2172_28() -> None:
    assert_lasts("innovation-partnership", "requests", {**URGENT, **FORETOLD}, 30, "R2172-28")


def test_an_adapted_procedure_that_is_shorter_than_the_policy_only_warns_l2123_1() -> None:
    now = datetime(2026, 5, 4, 9, tzinfo=PARIS)
    limit = notice_limit(a_need(), [a_lot()], on=LAUNCH)
    [warning] = notice_warnings(now, now + timedelta(days=3), limit)
    assert "CCP L2123-1" in warning


def test_the_time_of_a_concession_binds_from_the_eu_threshold_on_r3123_14() -> None:
    small = notice_limit(a_need(5_403_999, procedure="concession"), [], on=LAUNCH)
    large = notice_limit(a_need(5_404_000, procedure="concession"), [], on=LAUNCH)
    assert small is not None
    assert large is not None
    assert (small.binding, large.binding) == (False, True)


@pytest.mark.parametrize(("terms", "days"), [({}, 11), (PAPER, 16)])
def test_a_formalised_procedure_waits_11_days_or_16_on_paper_r2182_1(terms: dict[str, Any], days: int) -> None:
    limit = standstill_limit(a_need(procedure="open", **terms), [a_lot()], on=LAUNCH)
    assert limit == TimeLimit(days, "CCP R2182-1")
    assert standstill_limit(a_need(procedure="adapted", **terms), [a_lot()], on=LAUNCH) is None


def test_a_concession_waits_from_the_eu_threshold_on_r3125_2() -> None:
    small, large = a_need(5_403_999, procedure="concession"), a_need(5_404_000, procedure="concession")
    assert standstill_limit(small, [a_lot()], on=LAUNCH) is None
    assert standstill_limit(large, [a_lot()], on=LAUNCH) == TimeLimit(11, "CCP R3125-2")


def test_an_urgency_that_shortens_a_limit_is_to_be_justified_r2161_3() -> None:
    [caution] = judge_urgency(a_need(procedure="open", urgent=True))
    assert "R2161-2" in caution.article
    assert judge_urgency(a_need(procedure="dialogue", urgent=True)) == ()
    assert judge_urgency(a_need(procedure="open")) == ()


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
INSTANTS = st.builds(datetime.combine, DAYS, st.times(), st.just(PARIS))
EASTER = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1)}
FORMALISED = [code for code, rules in procedures().items() if rules.formalised]


def naive_last_day(published: date, days: int) -> date:
    """The law counted on fingers: the day of dispatch is left out, and the last one is a working day."""
    day, counted = published, 0
    while counted < days or day.weekday() > 4 or day in holidays(day.year):
        day += timedelta(days=1)
        counted += 1
    return day


def holidays(year: int) -> set[date]:
    fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
    return {date(year, *day) for day in fixed} | {
        date(year, *EASTER[year]) + timedelta(days=days) for days in (1, 39, 50)
    }


@given(published=DAYS, days=st.integers(2, 60))
def test_the_earliest_deadline_is_never_under_the_law(published: date, days: int) -> None:
    assert earliest_deadline(published, days) >= naive_last_day(published, days)


@given(
    now=INSTANTS,
    procedure=st.sampled_from(FORMALISED),
    electronic=st.booleans(),
    urgent=st.booleans(),
    foretold=st.booleans(),
)
def test_a_notice_is_taken_to_the_end_of_its_last_day_and_refused_a_minute_before(
    now: datetime, procedure: Procedure, electronic: bool, urgent: bool, foretold: bool
) -> None:
    need = a_need(procedure=procedure, electronic=electronic, urgent=urgent, prior_information=foretold)
    limit = notice_limit(need, [a_lot()], on=day_of(now))
    assert limit is not None
    last = naive_last_day(day_of(now), limit.days)
    assert notice_warnings(now, datetime.combine(last, time(23, 59), PARIS), limit) == ()
    with pytest.raises(NoticeTooShort):
        notice_warnings(now, datetime.combine(last, time(23, 58), PARIS), limit)
