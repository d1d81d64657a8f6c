"""Every figure has a link that lists exactly the rows of its numerator and denominator, and what each adds to them."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random
from statistics import median
from typing import Any

from tests.component.analytics.naive import FIGURES, Naive, Question
from tests.component.analytics.observing import TODAY, Observatory
from tests.component.analytics.questions import questions
from tests.component.analytics.recomputing import SLICES, arrive, same
from tests.component.analytics.streams import a_stream

Rows = Sequence[Mapping[str, Any]]
Number = Callable[[Rows, str], Any]


def the_sum(rows: Rows, adds: str) -> Fraction:
    return sum((Fraction(row[adds]) for row in rows if row[adds] is not None), Fraction(0))


def the_mean(rows: Rows, adds: str) -> Fraction | None:
    taken = [row for row in rows if row[adds] is not None]
    return the_sum(taken, adds) / len(taken) if taken else None


def the_median(rows: Rows, adds: str) -> Fraction | None:
    taken = [Fraction(row[adds]) for row in rows if row[adds] is not None]
    return median(taken) if taken else None


def how_many(rows: Rows, adds: str) -> int:
    return len({row[adds] for row in rows} - {None})


def by_company(rows: Rows, adds: str) -> dict[str, Fraction]:
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        if row[adds] is not None:
            sums[row["company"]] += Fraction(row[adds])
    return sums


def concentration(rows: Rows, adds: str) -> Fraction | None:
    sums = by_company(rows, adds).values()
    return 10_000 * sum(one**2 for one in sums) / sum(sums) ** 2 if sum(sums) else None


def ten_largest(rows: Rows, adds: str) -> Fraction:
    return sum(sorted(by_company(rows, adds).values(), reverse=True)[:10], Fraction(0))


def dependent(rows: Rows, adds: str) -> int:
    turnover: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        if row[adds] is not None:
            turnover[row["company"]] = max(turnover[row["company"]], Fraction(row["turnover"]))
    return sum(value > Fraction(3, 10) * turnover[name] for name, value in by_company(rows, adds).items())


NUMERATORS: Mapping[str, Number] = {
    **dict.fromkeys(
        ("A11/median", "A22/", "A25/", "A25/median", "R5/", "R6/", "R6/award", "R6/notification"), the_median
    ),
    **dict.fromkeys(("R11/", "Q2/"), the_median),
    **dict.fromkeys(("A17/", "R9/weight", "E3/", "E3/with-criterion", "E3/all-lots"), the_mean),
    **dict.fromkeys(("V3/", "V4/", "V5/", "V5/publishing", "V5/planning", "R2/companies", "C1/processes"), how_many),
    **dict.fromkeys(("A26/", "A26/herfindahl"), concentration),
    "A26/top-ten": ten_largest,
    "R15/": dependent,
}
"""How the rows of a numerator become it, where it is not by their sum."""
DENOMINATORS: Mapping[str, Number] = {"A17/": the_mean, "R2/companies": how_many, "R15/": how_many}


async def listed(observatory: Observatory, link: str) -> list[dict[str, Any]]:
    """Every row under a link, page by page."""
    rows: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next": link}
    while page["next"]:
        answer = await observatory.http.get(page["next"])
        assert answer.status_code == 200, answer.text
        page = answer.json()
        rows += page["items"]
    return rows


async def must_add_up(observatory: Observatory, which: str, shown: Mapping[str, Any]) -> None:
    """The rows under the link of a figure come to its two numbers, and no other row says that it is in them."""
    rows = await listed(observatory, shown["contracts"])
    assert same(shown["numerator"], NUMERATORS.get(which, the_sum)(rows, "adds_to_numerator")), which
    if shown["denominator"] is not None:
        assert same(shown["denominator"], DENOMINATORS.get(which, the_sum)(rows, "adds_to_denominator")), which
    for part in ("numerator", "denominator"):
        assert all(row[f"in_{part}"] or row[f"adds_to_{part}"] is None for row in rows), (which, part)


async def must_all_add_up(observatory: Observatory, name: str, question: Question) -> None:
    figure = await observatory.ask(name, **question.parameters)
    await must_add_up(observatory, f"{name}/", figure)
    for part in figure["parts"]:
        await must_add_up(observatory, f"{name}/{part['name']}", part)


async def test_the_rows_listed_under_a_figure_come_to_its_numerator_and_denominator(observatory: Observatory) -> None:
    random, facts = Random(5), a_stream(5, procedures=5, registers=16)
    await arrive(observatory, facts, random)
    naive, names = Naive(facts, TODAY), sorted(FIGURES)
    for name, question in zip(names, questions(random, naive, len(names)), strict=True):
        await must_all_add_up(observatory, name, question)
    for question in questions(random, naive, SLICES):
        await must_all_add_up(observatory, random.choice(names), question)
