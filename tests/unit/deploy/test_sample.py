"""The sample market: deterministic, well-formed, and close to the figures of a real region."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.calendar import is_working_day
from contracts.procedures import PlannedPurchase
from contracts.reference.procedures import procedures
from contracts.reference.purchasing import area_of, areas, departments
from contracts.reference.territory import region
from contracts.vocabulary import ContractState, Role, SizeClass
from deploy.sample.communes import communes
from deploy.sample.companies import companies
from deploy.sample.consultations import consultations
from deploy.sample.demand import demand
from deploy.sample.generator import BUYER, SEED, contracts
from deploy.sample.hopefuls import hopefuls
from deploy.sample.identifiers import siret
from deploy.sample.meals import food_reports
from deploy.sample.payments import payments
from deploy.sample.plan import plan
from deploy.sample.settlements import settlements

UNTIL = date(2026, 11, 20)
SEEDS = (SEED, 1)
WINDOW_MONTHS = 48


@pytest.fixture(scope="module", params=SEEDS)
def market(request: pytest.FixtureRequest) -> list[ContractState]:
    return contracts(UNTIL, request.param)


def of_year(market: Sequence[ContractState], *years: int) -> list[ContractState]:
    return [each for each in market if each.notified_on and each.notified_on.year in years]


def share(part: int, whole: int) -> float:
    return float(Fraction(part, whole))


def months_before(day: date) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - WINDOW_MONTHS, 12)
    return date(years, month + 1, min(day.day, 28))


def first_time(market: Sequence[ContractState]) -> list[ContractState]:
    """Contracts none of whose holders had another in the 48 months before, counted the slow way."""
    found, history = [], defaultdict(list)
    for each in market:
        assert each.notified_on
        sirens = {holder.identifier.siren for holder in each.holders if holder.identifier}
        start = months_before(each.notified_on)
        if not any(start <= day < each.notified_on for siren in sirens for day in history[siren]):
            found.append(each)
        for siren in sirens:
            history[siren].append(each.notified_on)
    return found


def test_first_time_awardees_are_near_a_fifth_once_history_is_long_enough(market):
    newly = of_year(first_time(market), 2025, 2026)
    assert share(len(newly), len(of_year(market, 2025, 2026))) == pytest.approx(0.195, abs=0.03)


def test_three_contracts_in_four_go_to_the_region(market):
    regional = [
        each
        for each in market
        if any(holder.place and holder.place.department in region().department_codes for holder in each.holders)
    ]
    assert share(len(regional), len(market)) == pytest.approx(0.75, abs=0.03)


def test_seven_contracts_in_ten_go_to_small_and_medium_companies(market):
    leads = [each.holders[0].size for each in market if each.holders[0].size]
    small = [size for size in leads if size in {SizeClass.TPE, SizeClass.PME}]
    assert share(len(small), len(leads)) == pytest.approx(0.7, abs=0.04)


def test_more_than_a_quarter_of_competed_contracts_had_one_bid(market):
    bids = [each.bids for each in market if each.procedure and procedures()[each.procedure].competed and each.bids]
    assert share(bids.count(1), len(bids)) == pytest.approx(0.28, abs=0.03)


def test_a_full_year_is_about_800_contracts_and_250_to_300_million_euros(market):
    for year in range(2021, 2026):
        found = of_year(market, year)
        assert len(found) == pytest.approx(800, rel=0.05)
        assert 250e6 <= sum(each.initial.amount for each in found if each.initial) <= 300e6


def test_all_purchase_areas_and_departments_buy(market):
    assert {each.area for each in market} == set(areas())
    assert {each.department for each in market} == set(departments())


def test_days_are_working_days_and_signature_comes_first(market):
    for each in market:
        assert each.notified_on
        assert each.signed_on
        assert each.signed_on < each.notified_on <= UNTIL
        assert is_working_day(each.notified_on)
        assert is_working_day(each.signed_on)


def test_groups_have_one_lead_and_shares_that_add_up_to_the_contract(market):
    groups = [each.holders for each in market if len(each.holders) > 1]
    assert groups
    for holders in groups:
        assert [holder.role for holder in holders] == [Role.LEAD, *[Role.MEMBER] * (len(holders) - 1)]
        assert sum(holder.share or 0 for holder in holders) == 1
        assert len({holder.identifier for holder in holders}) == len(holders)


def test_contracts_pass_the_published_language(market):
    for each in market:
        assert ContractState.model_validate_json(each.model_dump_json()) == each
    assert len({each.reference for each in market}) == len(market)


def test_a_later_day_of_the_year_only_adds_contracts():
    earlier = contracts(date(2026, 3, 1), SEEDS[0])
    assert contracts(UNTIL, SEEDS[0])[: len(earlier)] == earlier


def test_another_seed_is_another_market():
    assert contracts(date(2026, 1, 31), 1) != contracts(date(2026, 1, 31), 2)


def test_every_purchase_falls_in_its_area_and_known_departments():
    for code, area in demand().items():
        for purchase in area.purchases:
            assert area_of(purchase.cpv) == code
            assert set(purchase.departments) <= set(departments())


def test_an_invented_siret_is_valid_and_out_of_the_range_given_out():
    assert siret(1) == BUYER
    assert siret(12345).startswith("00012345")
    with pytest.raises(ValueError, match="not between"):
        siret(100_000)


def test_towns_are_in_the_region_or_elsewhere():
    assert {town.department for town in communes(regional=True)} == region().department_codes
    assert not {town.department for town in communes(regional=False)} & region().department_codes


def test_each_area_has_a_live_consultation_with_weeks_left():
    made = consultations(UNTIL)
    live = [each for each in made if each.deadline]
    assert {each.terms["area"] for each in made} == set(areas())
    assert len(live) > len(made) / 2
    for each in live:
        assert each.deadline
        assert (each.deadline.date() - UNTIL).days >= 18
        assert is_working_day(each.deadline.date())
    assert len({each.title for each in made}) == len(made)
    assert any(each.deadline is None for each in made)


@pytest.mark.parametrize("seed", SEEDS)
def test_calls_ended_in_every_way_that_the_observatory_tells_apart(seed):
    made = settlements(UNTIL, seed)
    endings = [ending for one in made for ending in one.endings]
    bids = [ending.body["bids"] for ending in endings if ending.act == "award"]
    ways = {(ending.body["outcome"], ending.body["bids"] > 0) for ending in endings if ending.act == "closure"}
    assert bids.count(1) >= 3
    assert len(bids) >= 20, "fewer are too few to be counted"
    assert {("unsuccessful", False), ("unsuccessful", True), ("dropped", True)} <= ways
    assert sum(not one.endings for one in made) == 2
    assert len({one.title for one in made}) == len(made)


@pytest.mark.parametrize("seed", SEEDS)
def test_companies_that_hold_nothing_yet_say_what_they_offer_and_where(seed):
    made = hopefuls(seed)
    holders = {one.siret for pool in companies(seed, 2021, 6).values() for one in pool}
    assert not holders & {one.identifier.id for one in made}
    assert len({one.identifier.id for one in made}) == len({one.name for one in made}) == len(made)
    assert {area_of(offer.cpv) for one in made for offer in one.offers} == set(areas())
    assert all(offer.capacity and offer.text for one in made for offer in one.offers)
    assert all(one.coordinates for one in made if one.place.department in region().department_codes)
    assert made == hopefuls(seed)


def test_every_area_announces_what_it_will_buy_in_the_coming_year():
    entries = [PlannedPurchase.model_validate(entry) for entry in plan(date(2026, 11, 23))]
    assert {entry.area for entry in entries} == set(areas())
    assert {entry.quarter for entry in entries} == {"2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"}
    assert len({entry.reference for entry in entries}) == len(entries)


def test_small_companies_take_advances_and_most_invoices_are_paid_within_thirty_days(market):
    told = payments(market, UNTIL)
    invoices = {one.external_id: one for one in told if one.kind == "invoice"}
    paid = [one for one in told if one.kind == "payment"]
    delays = [(one.paid_on - invoices[one.invoice].received_on).days for one in paid]
    assert 0.75 < share(sum(delay <= 30 for delay in delays), len(delays)) < 0.95
    assert len(paid) < len(invoices)
    assert {one.rate for one in told if one.kind == "advance"} == {Decimal("0.3")}
    assert all(day <= UNTIL for one in told for day in (one.received_on, one.paid_on) if day)
    assert len({(one.kind, one.external_id) for one in told}) == len(told)


def test_canteens_report_every_quarter_that_is_over_under_a_contract_of_before(market):
    notified = {each.reference: each.notified_on for each in market}
    reports = food_reports(market, UNTIL)
    assert reports[-1].ends_on == "2026-09-30"
    assert len({(one.reference, one.ends_on) for one in reports}) == len(reports) >= 36
    for one in reports:
        said = {name: Decimal(value["amount"]) for name, value in one.body.items() if name != "period"}
        assert said["organic"] < said["sustainable"] < said["total"]
        assert said["french"] < said["european"] < said["total"]
        assert notified[one.reference].isoformat() < one.body["period"]["starts_on"]
