from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.reference.matching import Matching, Quota, matching
from contracts.vocabulary import Place
from services.suppliers.domain.matching.awards import Awards
from services.suppliers.domain.matching.candidate import Offer
from services.suppliers.domain.matching.kept import KeptShortlist
from services.suppliers.domain.matching.quota import Standing
from services.suppliers.domain.matching.shortlist import shortlist
from tests.depth import examples
from tests.unit.suppliers.matching.needs import BUYER, DAY, a_candidate, a_need, an_award, needs, pools

LIKENESS = st.dictionaries(st.integers(0, 500).map(str), st.integers(0, 1000), max_size=30)


@given(needs(), pools(), LIKENESS)
def test_the_parts_of_every_position_add_up_to_its_points(need, pool, alike):
    for position in shortlist(need, pool, alike, matching()).positions:
        assert sum(part.points for part in position.parts) == position.points
        assert all(0 <= part.points <= part.most for part in position.parts)
        assert all(part.told("fr") and part.told("en") and "{" not in part.fr + part.en for part in position.parts)


def test_all_parts_together_give_a_thousand_points():
    assert sum(part.points for part in matching().parts) == 1000


@given(needs(), pools(), LIKENESS, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_candidates(need, pool, alike, random):
    shuffled = random.sample(pool, len(pool))
    assert shortlist(need, shuffled, alike, matching()) == shortlist(need, pool, alike, matching())


@given(pools(), LIKENESS, st.integers(0, 6), st.integers(0, 4))
def test_every_block_of_ten_has_its_newcomers_as_long_as_there_are_any(pool, alike, new, proven):
    quota = Quota(of=10, new=new, first=min(new, 2), proven=proven)
    shown = shortlist(a_need(), pool, alike, matching(), quota=quota, limit=20).positions
    rest = [position.standing for position in shortlist(a_need(), pool, alike, matching(), limit=100).positions]
    for start in range(0, len(shown), 10):
        block = [position.standing for position in shown[start : start + 10]]
        left = [*block, *_without(rest, [position.standing for position in shown[: start + len(block)]])]
        fresh = [Standing.NEW, Standing.FIRST]
        owed = min(quota.new, sum(each in fresh for each in left))
        assert len(block) < 10 or sum(each in fresh for each in block) >= owed
        assert len(block) < 10 or block.count(Standing.FIRST) >= min(quota.first, left.count(Standing.FIRST))
        assert len(block) < 10 or block.count(Standing.PROVEN) >= min(quota.proven, left.count(Standing.PROVEN))
        awarded = [Standing.PROVEN, Standing.NEW]
        owed = min(quota.proven, sum(each in awarded for each in left))
        assert len(block) < 10 or sum(each in awarded for each in block) >= owed


def _without(everything, some):
    rest = list(everything)
    for each in some:
        rest.remove(each)
    return rest


@given(needs(), pools(), LIKENESS)
def test_what_comes_later_changes_nothing(need, pool, alike):
    later = [
        replace(
            each,
            awards=Awards.of([*(one for one in each.awards.rows.all() if one.on < DAY), an_award(on=DAY, buyer=BUYER)]),
            seen_on=each.seen_on if each.seen_on and each.seen_on < DAY else DAY + timedelta(days=3),
        )
        for each in pool
    ]
    assert shortlist(need, later, alike, matching()) == shortlist(need, pool, alike, matching())


def test_a_newcomer_is_shown_before_better_ones_only_where_the_quota_says_so():
    proven = [a_candidate(number, awards=(an_award(buyer=BUYER),)) for number in range(9)]
    first = a_candidate(99)
    alike = {each.id: 900 for each in proven}
    shown = shortlist(a_need(), [*proven, first], alike, matching(), limit=12)
    assert [position.standing for position in shown.positions].count(Standing.FIRST) == 1
    assert shown.positions[-1].supplier == "099"
    assert not any(position.reserved for position in shown.positions)
    many = [a_candidate(number, awards=(an_award(buyer=BUYER),)) for number in range(20)]
    pushed = shortlist(a_need(), [*many, first], {each.id: 900 for each in many}, matching(), limit=20)
    [newcomer] = [position for position in pushed.positions if position.supplier == "099"]
    assert newcomer.rank <= 10
    assert newcomer.reserved


def test_room_for_the_proven_goes_to_those_whom_others_have_proven_where_the_buyer_knows_nobody():
    local = Place(department="35")
    firsts = [a_candidate(number, place=local, offers=(Offer("45442100"),)) for number in range(10)]
    others = [a_candidate(number, awards=(an_award(code="45210000"),)) for number in range(50, 60)]
    shown = shortlist(a_need(), [*firsts, *others], {}, matching(), limit=10).positions
    assert [position.standing for position in shown].count(Standing.NEW) == matching().quota.proven


def test_without_a_quota_points_alone_decide():
    pool = [a_candidate(1, awards=(an_award(buyer=BUYER),)), a_candidate(2), a_candidate(3, awards=(an_award(),))]
    shown = shortlist(a_need(), pool, {}, matching(), quota=Quota(of=10, new=0, first=0, proven=0)).positions
    assert [position.points for position in shown] == sorted((position.points for position in shown), reverse=True)


def test_a_shortlist_keeps_the_need_the_version_of_the_weights_and_its_words():
    kept = shortlist(a_need(), [a_candidate(awards=(an_award(),))], {"001": 500}, matching())
    changed = matching().model_copy(update={"version": "later"})
    assert kept.version == matching().version != changed.version
    assert kept.need == a_need()
    parts = {part.code: part for part in kept.positions[0].parts}
    assert parts["codes"].en == "Code 45442100: the first 8 digits of the code asked, 45442100"
    assert parts["buyer"].fr == "Nouveau pour cet acheteur"


@settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(needs(), pools(), LIKENESS)
def test_a_kept_shortlist_is_shown_as_it_was_after_the_weights_changed(need, pool, alike):
    kept = KeptShortlist.made(shortlist(need, pool, alike, matching())).model_dump_json()
    now = matching().model_dump(by_alias=True)
    turned = [part | {"points": 1000 - part["points"]} for part in now["parts"]]
    changed = Matching.model_validate(now | {"version": "later", "parts": turned, "unknown": 0})
    later = shortlist(need, pool, alike, changed)
    for position in later.positions:
        assert sum(part.points for part in position.parts) == position.points
    shown = KeptShortlist.model_validate_json(kept)
    assert shown == KeptShortlist.made(shortlist(need, pool, alike, matching()))
    assert (shown.version, later.version) == (matching().version, "later")
    for kept_position in shown.positions:
        assert sum(part.points for part in kept_position.parts) == kept_position.points
        assert [part.most for part in kept_position.parts] == [part.points for part in matching().parts]
