"""Advice says what the law of the launch day allows, and never what publication would refuse."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from contracts.calendar import PARIS
from contracts.procedures import Clauses, Criterion, CriterionKind, LotNotice
from contracts.reference.procedures import procedures
from contracts.vocabulary import Nature, Procedure, euros
from services.tenders.domain.advice import advise
from services.tenders.domain.advised import Advice, AdvisedProcedure
from services.tenders.domain.enquiry import Enquiry, PlannedLot
from services.tenders.domain.rules.consultation import judge_consultation
from services.tenders.domain.rules.notice import notice_limit
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import notice_warnings

LAUNCH = date(2026, 5, 4)


def asked(value: int = 50_000, nature: str = "goods", met: int = 0, **known: Any) -> Advice:
    on = known.get("launch") or LAUNCH
    enquiry = Enquiry(**{"estimated_value": euros(value), "nature": nature, **known})
    return advise(enquiry, Decimal(met), on=on)


def of(advice: Advice, procedure: str) -> AdvisedProcedure:
    return next(each for each in advice.procedures if each.procedure.value == procedure)


def lawful(advice: Advice) -> set[str]:
    return {each.procedure.value for each in advice.procedures if each.lawful}


def test_a_small_need_may_be_met_without_publicity_or_by_an_adapted_procedure() -> None:
    assert {"without-publicity", "adapted", "open"} <= lawful(asked(59_999))


def test_above_the_threshold_only_formalised_procedures_are_left_and_the_others_say_why() -> None:
    advice = asked(300_000)
    adapted, alone = of(advice, "adapted"), of(advice, "without-publicity")
    assert not adapted.lawful
    assert not alone.lawful
    assert adapted.refusal is not None
    assert alone.refusal is not None
    assert adapted.refusal.article.startswith("CCP L2124-1")
    assert alone.refusal.article == "CCP R2122-8, decree 2025-1386"


def test_the_reasons_that_a_need_could_give_are_listed() -> None:
    codes = {each.code for each in of(asked(95_000), "without-publicity").exemptions}
    assert {"urgency", "exclusivity", "innovation"} <= codes
    assert not {"books", "below-threshold", "design-contest"} & codes


def test_the_figures_are_those_of_the_launch_day() -> None:
    before, after = asked(50_000, launch=date(2026, 3, 31)), asked(50_000, launch=date(2026, 4, 1))
    assert "without-publicity" not in lawful(before)
    assert "without-publicity" in lawful(after)
    assert asked(launch=date(2025, 12, 31)).formalised_from.value == 221_000
    assert asked(launch=date(2026, 1, 1)).formalised_from.value == 216_000


def test_each_phase_begins_at_the_earliest_end_of_the_one_before() -> None:
    requests, tenders = of(asked(300_000), "restricted").phases
    assert (requests.days, requests.earliest) == (30, date(2026, 6, 3))
    assert (tenders.days, tenders.earliest) == (25, date(2026, 6, 29))
    assert (tenders.article, tenders.minimum_candidates) == ("CCP R2161-8 2°", 5)


def test_a_formalised_procedure_comes_with_its_standstill() -> None:
    electronic, paper = of(asked(), "open").standstill, of(asked(electronic=False), "open").standstill
    assert electronic is not None
    assert paper is not None
    assert (electronic.days, paper.days, paper.article) == (11, 16, "CCP R2182-1")
    assert of(asked(), "adapted").standstill is None


def test_a_negotiated_procedure_says_what_the_buyer_has_to_answer_for() -> None:
    condition = of(asked(300_000), "negotiated").condition
    assert condition is not None
    assert condition.article == "CCP R2124-3"


def test_social_services_are_known_by_their_cpv_code() -> None:
    training = asked(800_000, "services", cpv="80530000")
    assert training.social
    assert "adapted" in lawful(training)
    assert of(training, "adapted").publicity.value == "eu-journal"
    assert "adapted" not in lawful(asked(800_000, "services", cpv="72267000"))
    assert "adapted" not in lawful(asked(800_000, "services", cpv="80530000", social=False))


def test_an_advance_is_announced_for_the_lots_that_owe_one() -> None:
    lots = (PlannedLot(number=1, value=euros(60_000), months=12), PlannedLot(number=2, value=euros(9_000), months=12))
    first, second = asked(69_000, lots=lots).advances
    assert (first.due, first.minimum, first.minimum_sme) == (True, Decimal("0.05"), Decimal("0.1"))
    assert not second.due


def test_the_environment_is_required_from_21_august_2026() -> None:
    assert asked(launch=date(2026, 8, 20)).environment is None
    required = asked(launch=date(2026, 8, 21)).environment
    assert required is not None
    assert "2021-1104" in required.article


def test_needs_that_look_split_warn() -> None:
    [warning] = asked(50_000, met=170_000).needs
    assert warning.code == "need-perhaps-split"
    assert asked(50_000, met=1_000).needs == ()


CRITERIA = tuple(Criterion(name=kind.value, kind=kind, weight=50) for kind in CriterionKind)
LOTS = st.lists(
    st.builds(
        PlannedLot,
        number=st.just(1),
        value=st.none() | st.integers(0, 2_000_000).map(euros),
        months=st.none() | st.integers(0, 60),
        criteria=st.lists(st.sampled_from(CRITERIA), max_size=3).map(tuple),
        clauses=st.builds(Clauses, environmental=st.booleans()),
        advance=st.none() | st.sampled_from(["0", "0.05", "0.30", "0.40"]).map(Decimal),
    ),
    min_size=1,
    max_size=4,
).map(lambda lots: tuple(lot.model_copy(update={"number": number}) for number, lot in enumerate(lots, 1)))
ENQUIRIES = st.builds(
    Enquiry,
    estimated_value=st.integers(0, 8_000_000).map(euros),
    nature=st.sampled_from(Nature),
    launch=st.dates(date(2024, 1, 1), date(2028, 12, 31)),
    cpv=st.sampled_from([None, "80530000", "72267000"]),
    lots=LOTS,
    technique=st.sampled_from(["simple", "framework", "dynamic-system"]),
    electronic=st.booleans(),
    urgent=st.booleans(),
    prior_information=st.booleans(),
    exemption=st.none() | st.sampled_from([each.code for each in procedures()[Procedure.WITHOUT_PUBLICITY].reasons]),
    small_lots=st.sampled_from([(), (1,), (1, 2)]),
)


def drafted(enquiry: Enquiry, advice: Advice, procedure: Procedure) -> Terms:
    own = {name: value for name, value in enquiry if name in Terms.model_fields and value is not None}
    place = {"title": "A need", "buyer": "23350001600040", "department": "schools", "area": "supplies"}
    return Terms(**{**place, "cpv": "39160000", **own, "procedure": procedure, "social": advice.social})


@given(enquiry=ENQUIRIES)
def test_what_advice_calls_lawful_may_be_published_for_the_end_of_the_earliest_day(enquiry: Enquiry) -> None:
    assert enquiry.launch is not None
    advice = advise(enquiry, on=enquiry.launch)
    lots = tuple(LotNotice(title="A lot", **dict(lot)) for lot in enquiry.lots)
    for each in advice.procedures:
        if each.lawful:
            terms = drafted(enquiry, advice, each.procedure)
            judge_consultation(terms, lots, on=enquiry.launch)
            limit = notice_limit(terms, lots, on=enquiry.launch)
            first = each.phases[0].earliest
            assert (first is None) == (limit is None)
            if first:
                published = datetime.combine(enquiry.launch, time(18), PARIS)
                assert notice_warnings(published, datetime.combine(first, time(23, 59), PARIS), limit) == ()
