"""Whatever the order in which facts arrive, however often and in how many batches, the answers are the same bytes."""

from random import Random

from tests.component.analytics.naive import Naive, Question
from tests.component.analytics.observing import TODAY, Observatory
from tests.component.analytics.questions import a_question, values
from tests.component.analytics.recomputing import answers, arrive, differences, tell
from tests.component.analytics.streams import a_stream

EVERYTHING = Question()
GROUPS = ("year", "department", "territory")


async def test_answers_are_the_same_bytes_in_any_order_of_arrival_and_after_a_load_at_once(
    observatory: Observatory,
) -> None:
    facts, random = a_stream(7, procedures=6, registers=20), Random(7)
    naive = Naive(facts, TODAY)
    told = values(naive)
    asked = [EVERYTHING, *(a_question(random, told) for _ in range(2))]
    sums, said = [], []
    for arrival in range(3):
        await arrive(observatory, facts, Random(arrival), looks=(0, 2, 5)[arrival])
        sums.append(await observatory.checksums())
        said.append(
            [await answers(observatory, question, group_by=GROUPS[number % 3]) for number, question in enumerate(asked)]
        )
    assert sums[0] == sums[1] == sums[2]
    assert said[0] == said[1] == said[2]


async def test_what_is_told_bit_by_bit_is_right_at_every_step(observatory: Observatory) -> None:
    facts = a_stream(8, procedures=4, registers=10)
    await observatory.clear()
    step = len(facts) // 3 + 1
    for first in range(0, len(facts), step):
        await tell(observatory, facts[first : first + step], Random(first))
        naive = Naive(facts[: first + step], TODAY)
        assert await differences(observatory, naive, EVERYTHING) == [], first
