"""Every loser has a letter, and every letter has reasons."""

from hypothesis import given
from hypothesis.strategies import DrawFn, composite, integers, sampled_from

from contracts.calendar import day_of
from services.tenders.domain.evidence import Evidence
from services.tenders.domain.judgement import JudgementStatus
from services.tenders.domain.letter import Post
from services.tenders.domain.ranking import Ranked
from tests.unit.tenders.bidding import OPENED, TENDER, a_judgement, a_score, bid_id, some_evidence

STATUSES = [status for status in JudgementStatus if status is not JudgementStatus.PENDING]
POST = Post(TENDER, 1, "Le Forum du livre", OPENED, day_of(OPENED))


def ranking(evidence: Evidence) -> list[Ranked]:
    return evidence.ranking(("anne",), evidence.bids, None)


@composite
def fields(draw: DrawFn) -> Evidence:
    """Bids of any judgement, at least one of them admissible."""
    bids = [bid_id(number) for number in range(draw(integers(1, 6)))]
    statuses = [JudgementStatus.ADMISSIBLE, *(draw(sampled_from(STATUSES)) for _ in bids[1:])]
    judgements = {bid: a_judgement(bid, status) for bid, status in zip(bids, statuses, strict=True)}
    scores = [a_score(bid, draw(integers(0, 10))) for bid in bids]
    return some_evidence({bid: str(draw(integers(1, 999))) for bid in bids}, scores, judgements=judgements)


@given(fields())
def test_every_loser_is_told_why_r2181_1(evidence: Evidence) -> None:
    places = ranking(evidence)
    letters = POST.letters(evidence, places, [places[0].bid_id])
    assert {letter.bid_id for letter in letters} == set(evidence.bids) - {places[0].bid_id}
    for letter in letters:
        ruled_out = letter.ground is not None and letter.reason is not None
        compared = letter.rank is not None and bool(letter.comparison) and bool(letter.advantages)
        assert ruled_out != compared
        assert letter.winner == "Le Forum du livre"


def test_a_letter_names_what_the_winner_does_better_and_what_was_said_r2181_3() -> None:
    first, second = bid_id(1), bid_id(2)
    evidence = some_evidence({first: "100.00", second: "90.00"}, [a_score(first, 10), a_score(second, 5)])
    places = ranking(evidence)
    [letter] = POST.letters(evidence, places, [first])
    assert letter.advantages == ("Valeur technique : 60 points sur 60, contre 30",)
    assert letter.comparison[1].remarks == ("Motif",)


def test_who_wins_a_framework_beside_others_has_no_letter_and_is_named_in_it_r2181_3() -> None:
    bids = [bid_id(number) for number in (1, 2, 3)]
    marks = zip(bids, (10, 8, 5), strict=True)
    evidence = some_evidence(dict.fromkeys(bids, "100.00"), [a_score(bid, mark) for bid, mark in marks])
    post = Post(TENDER, 1, "Le Forum du livre", OPENED, day_of(OPENED), ("Dialogues",))
    [letter] = post.letters(evidence, ranking(evidence), bids[:2])
    assert (letter.bid_id, letter.winner, letter.further_winners) == (bids[2], "Le Forum du livre", ("Dialogues",))
    assert letter.advantages == ("Valeur technique : 60 points sur 60, contre 30",)


def test_a_letter_says_what_put_equal_bids_in_order() -> None:
    first, second = bid_id(1), bid_id(2)
    evidence = some_evidence({first: "100.00", second: "100.00"}, [a_score(first, 5), a_score(second, 5)])
    places = ranking(evidence)
    [letter] = POST.letters(evidence, places, [places[0].bid_id])
    assert letter.advantages == ("Rang départagé par le prix, puis par tirage au sort",)
