from collections import Counter

from hypothesis import HealthCheck, given, settings

from contracts.reference.matching import matching
from services.suppliers.domain.matching.shortlist import shortlist
from services.suppliers.persistence import cards
from tests.depth import examples
from tests.unit.suppliers.matching.needs import BUYER, OTHER, a_candidate, a_need, pools


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pools())
def test_a_card_tells_all_that_a_match_depends_on(pool):
    kept = [cards.read(cards.written(each)) for each in pool]
    assert kept == pool
    for one, other in zip(kept, pool, strict=True):
        assert Counter(one.awards.rows.all()) == Counter(other.awards.rows.all())
        for buyer in (BUYER, OTHER, BUYER[:9], None):
            assert list(one.awards.rows.of(buyer)) == list(other.awards.rows.of(buyer))
    assert shortlist(a_need(), kept, {}, matching()) == shortlist(a_need(), pool, {}, matching())


def test_a_supplier_of_which_nothing_is_known_has_a_card():
    silent = a_candidate()
    assert cards.read(cards.written(silent)) == silent
