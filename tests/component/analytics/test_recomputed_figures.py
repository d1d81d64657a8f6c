"""Every figure, over any slice and in any past, is what a plain recomputation over all facts gives."""

from random import Random

from contracts.indicators import indicators
from tests.component.analytics.naive import FIGURES, Naive, Question
from tests.component.analytics.observing import TODAY, Observatory
from tests.component.analytics.questions import questions
from tests.component.analytics.recomputing import SEEDS, SLICES, arrive, differences
from tests.component.analytics.streams import a_stream

UNCOMPUTED = {"Q7", "Q8", "C1"}
"""How many figures can be computed, how long facts waited, what rules flag: not of facts alone."""


def test_every_indicator_of_the_catalogue_is_recomputed_with_all_its_parts() -> None:
    naive = Naive(a_stream(0, procedures=2, registers=3), TODAY)
    assert set(FIGURES) == set(indicators()) - UNCOMPUTED
    for name in FIGURES:
        parts = [part.name for part in indicators()[name].parts]
        assert sorted(naive.answer(name, Question())) == sorted(["", *parts]), name


async def test_every_figure_of_random_slices_is_what_a_plain_recomputation_gives(observatory: Observatory) -> None:
    for seed in SEEDS:
        random, facts = Random(seed), a_stream(seed)
        await arrive(observatory, facts, random)
        naive = Naive(facts, TODAY)
        for question in questions(random, naive, SLICES):
            assert await differences(observatory, naive, question) == [], (seed, question.parameters)
