from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from contracts.reference.matching import matching
from contracts.vocabulary import Place, SizeClass
from services.suppliers.domain.matching.asked import Asked
from services.suppliers.domain.matching.awards import Awards
from services.suppliers.domain.matching.candidate import Offer
from services.suppliers.domain.matching.capacity import size_finding, value_finding
from services.suppliers.domain.matching.code_model import CodeModel
from services.suppliers.domain.matching.coverage import place_finding
from services.suppliers.domain.matching.need import ValueBand
from services.suppliers.domain.matching.proximity import code_finding
from services.suppliers.domain.matching.track_record import buyer_finding, freshness_finding, record_finding
from tests.unit.suppliers.matching.needs import BUYER, DAY, a_candidate, a_need, an_award

WEIGHTS = matching()
ASKED = Asked(a_need(), WEIGHTS)


@pytest.mark.parametrize(
    ("code", "level"),
    [("45442100", 1000), ("45442110", 900), ("45443000", 750), ("45450000", 550), ("45210000", 250), ("71351810", 0)],
)
def test_a_code_counts_by_the_first_digits_that_agree(code, level):
    assert (
        code_finding(Asked(a_need(codes=("45442200",)), WEIGHTS), a_candidate(offers=(Offer("45442200"),))).level
        == 1000
    )
    found = code_finding(ASKED, a_candidate(awards=(an_award(code=code),)))
    expected = {"45443000": 750, "45450000": 550}.get(code, level)
    assert found.level == expected


def test_a_code_that_only_words_tell_counts_less():
    inferred = code_finding(ASKED, a_candidate(offers=(Offer("45442100", inferred=True),)))
    assert inferred.level == WEIGHTS.inferred


def test_silence_of_a_supplier_is_neither_praised_nor_blamed():
    assert code_finding(ASKED, a_candidate()).level == WEIGHTS.unknown
    assert place_finding(ASKED, a_candidate()).level == WEIGHTS.unknown
    assert value_finding(ASKED, a_candidate()).level == WEIGHTS.unknown


@pytest.mark.parametrize(
    ("place", "saying"),
    [
        (Place(commune="35238", department="35"), "commune"),
        (Place(commune="35047", department="35"), "department"),
        (Place(department="29"), "region"),
        (Place(department="75"), "far"),
        (Place(country="DE"), "far"),
    ],
)
def test_the_nearer_a_supplier_is_the_more_its_place_counts(place, saying):
    found = place_finding(ASKED, a_candidate(place=place))
    assert (found.saying, found.level) == (saying, WEIGHTS.places[saying])


def test_a_supplier_from_afar_that_serves_the_department_is_near():
    far = a_candidate(place=Place(department="75"))
    assert place_finding(ASKED, replace(far, awards=Awards.of([an_award()]))).saying == "worked"
    offered = (Offer("79800000", departments=frozenset({"35"})),)
    assert place_finding(ASKED, replace(far, offers=offered)).saying == "worked"


def test_recent_contracts_with_the_buyer_count_more_than_old_ones():
    old = buyer_finding(ASKED, a_candidate(awards=(an_award(buyer=BUYER, on=DAY - timedelta(days=2000)),)))
    recent = buyer_finding(ASKED, a_candidate(awards=(an_award(buyer=BUYER),)))
    assert 0 < old.level < recent.level
    assert buyer_finding(ASKED, a_candidate(awards=(an_award(),))).level == 0


def test_a_record_grows_with_each_contract_nearby_and_never_reaches_all_points():
    levels = [record_finding(ASKED, a_candidate(awards=(an_award(),) * count)).level for count in range(1, 6)]
    assert levels == sorted(set(levels))
    assert levels[-1] < 1000


def test_whoever_never_won_is_not_blamed_for_having_no_record():
    found = record_finding(ASKED, a_candidate())
    assert (found.level, found.saying) == (WEIGHTS.newcomer, "newcomer")
    assert record_finding(ASKED, a_candidate(awards=(an_award(code="79800000"),))).saying == "none"


def test_a_contract_over_the_stated_capacity_counts_little():
    able = value_finding(ASKED, a_candidate(capacity=Decimal(80_000)))
    small = value_finding(ASKED, a_candidate(capacity=Decimal(5_000)))
    assert (able.level, able.saying, small.saying) == (1000, "carries", "exceeds")
    assert small.level < WEIGHTS.unknown


def test_a_micro_enterprise_fits_a_small_contract_and_not_a_huge_one():
    micro = a_candidate(size=SizeClass.TPE)
    huge = a_need(value=ValueBand(Decimal(50_000_000), Decimal(50_000_000)))
    assert size_finding(ASKED, micro).saying == "fits"
    assert size_finding(Asked(huge, WEIGHTS), micro).level == 0


def test_freshness_halves_with_the_half_life():
    seen = a_candidate(seen_on=DAY - timedelta(days=WEIGHTS.half_life_days))
    assert freshness_finding(ASKED, seen).level == 500


def test_words_tell_the_codes_that_they_were_learned_from():
    model = CodeModel()
    for number in range(20):
        model.learn("45442100", ["peintur", "lyce", str(number)])
        model.learn("45311000", ["electricit", "lyce", str(number)])
    assert model.codes(["peintur", "couloir"]) == ("45442100",)
    assert model.codes(["inconnu"]) == ()
    assert model.codes(["lyce"]) == ()
    model.learn("45442100", ["inconnu"])
    assert model.codes(["inconnu"]) == ("45442100",)
