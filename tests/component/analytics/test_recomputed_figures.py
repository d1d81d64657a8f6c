"""Every figure, over any slice and in any past, is what a plain recomputation over all facts gives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

from contracts.indicators import indicators
from tests.component.analytics.naive import FIGURES, Naive, Question
from tests.component.analytics.naive.question import FILTERS
from tests.component.analytics.observing import TODAY, Observatory
from tests.component.analytics.questions import questions
from tests.component.analytics.recomputing import SEEDS, SLICES, agree, arrive, differences
from tests.component.analytics.streams import a_stream

UNCOMPUTED = {"Q7", "Q8"}
"""How many figures can be computed, how long facts waited: not of facts alone."""


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


def of_groups(said: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each group of a figure and of its parts, with the name of the part."""
    for part in (said, *said["parts"]):
        for group in part["groups"]:
            yield "" if part is said else part["name"], group


def narrowed(question: Question, keys: Mapping[str, str | None]) -> Question:
    """The question of a group: its time as the period, its other dimensions as filters."""
    given: dict[str, Any] = {
        "period" if name == "year" else name: (key or "undated") if name == "year" else (key or "none",)
        for name, key in keys.items()
    }
    return replace(question, **given)


async def test_every_group_is_what_a_plain_recomputation_of_its_own_slice_gives(observatory: Observatory) -> None:
    random, facts = Random(9), a_stream(9, procedures=5, registers=12)
    await arrive(observatory, facts, random)
    naive = Naive(facts, TODAY)
    seen = 0
    for asked in questions(random, naive, SLICES):
        free = [name for name in FILTERS if not getattr(asked, name)]
        by, question = sorted(random.sample(free, random.choice((1, 2)))), replace(asked, period="all")
        query = {"indicator": list(FIGURES), **question.parameters, "group_by": [*by, "year"]}
        answer = await observatory.http.get("/figures", params=query)
        assert answer.status_code == 200, answer.text
        for figure in answer.json()["items"]:
            for part, group in of_groups(figure):
                expected = naive.answer(figure["id"], narrowed(question, group["keys"]))[part]
                assert agree(group, expected), (figure["id"], part, group, expected, question.parameters)
                seen += 1
    assert seen > 100 * SLICES
