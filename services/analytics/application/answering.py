"""Answering a question: figures of a slice, with all that one has to know in order to read them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contracts.indicators import Computation, Indicator, Target
from services.analytics.application.computing import Figures, Keys, count_indicators, countable
from services.analytics.domain.aims import in_force, targets_of
from services.analytics.domain.figure import Figure, Status
from services.analytics.domain.gap import Gap, gap
from services.analytics.domain.grain import Grain
from services.analytics.domain.indicator import Chosen
from services.analytics.domain.past import PRESENT, Past
from services.analytics.domain.period import months_before
from services.analytics.domain.slice import Dimension, Slice
from services.analytics.domain.target_series import TargetSeries
from services.analytics.persistence.columns.derivation import GRAINS
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.columns.standing import Standing
from services.analytics.persistence.measures import measures
from services.analytics.persistence.querying.history import history_start
from services.analytics.persistence.querying.lacking import Lacking, lacking
from services.analytics.persistence.querying.tallies import Group
from services.analytics.persistence.querying.tallying import Tallying

Beginnings = Mapping[Grain, date | None]
_UNRELIABLE = frozenset({Status.INSUFFICIENT_DATA, Status.NOT_MEASURABLE})


@dataclass(frozen=True)
class Question:
    """Figures asked of a slice, and of the groups that it falls into, in the present or in a past."""

    chosen: tuple[Chosen, ...]
    asked: Slice
    by: tuple[Dimension, ...]
    today: date
    past: Past = PRESENT
    own: Mapping[str, TargetSeries] = field(default_factory=dict)
    """The targets that the buyer set itself, by indicator, where the slice is of one buyer."""


@dataclass(frozen=True)
class Reading:
    """A figure by declared and by trusted values, and the group that it is of; None of the whole."""

    figure: Figure
    trusted: Figure
    keys: Keys | None = None


@dataclass(frozen=True)
class Series:
    """A computation over the whole slice and over its groups."""

    computation: Computation
    whole: Reading
    groups: tuple[Reading, ...]
    cut_from: int | None = None
    """How many groups there are where not all of them are here."""


@dataclass(frozen=True)
class Answer:
    """A figure with its parts, what it is measured by, and where the copy stood when it was read."""

    chosen: Chosen
    question: Question
    series: tuple[Series, ...]
    target: Target | None
    gap: Gap | None
    lacking: Lacking | None
    left_censored: bool
    standing: Standing

    @property
    def whole(self) -> Reading:
        """The figure itself."""
        return self.series[0].whole


async def answer(look: Look, question: Question) -> list[Answer]:
    """An answer for each indicator: one query a grain, all at one standing."""
    found, began = await _series(look, question), await _beginnings(look, question)
    return [
        await _answer(look, question, chosen, found[number], began) for number, chosen in enumerate(question.chosen)
    ]


async def _series(look: Look, question: Question) -> Mapping[int, tuple[Series, ...]]:
    """What was computed for each indicator, by its place in the question."""
    places = [
        (number, place, computation)
        for number, chosen in enumerate(question.chosen)
        for place, computation in enumerate(chosen.computations)
    ]
    by_grain: dict[Grain, list[tuple[int, int, Computation]]] = defaultdict(list)
    for entry in places:
        by_grain[Grain(entry[2].grain)].append(entry)
    computed: dict[tuple[int, int], Series] = {}
    for grain, entries in by_grain.items():
        computations = [computation for _, _, computation in entries]
        groups = await _groups(look, grain, computations, question)
        cut_from = (
            None if grain is Grain.INDICATOR else await _tallying(grain, (), question).cut_from(look, len(groups))
        )
        for index, (number, place, computation) in enumerate(entries):
            computed[number, place] = replace(_read(computation, groups, index), cut_from=cut_from)
    return {
        number: tuple(computed[number, place] for place in range(len(chosen.computations)))
        for number, chosen in enumerate(question.chosen)
    }


async def _groups(look: Look, grain: Grain, computations: Sequence[Computation], question: Question) -> Sequence[Group]:
    if grain is Grain.INDICATOR:
        return count_indicators(await figures_of_catalogue(look, question), computations)
    return await _tallying(grain, computations, question).ask(look)


def _tallying(grain: Grain, computations: Sequence[Computation], question: Question) -> Tallying:
    return Tallying(grain, computations, question.asked, question.by, question.today)


async def figures_of_catalogue(look: Look, question: Question) -> Figures:
    """The figures of the indicators that do not count indicators, of the whole (None) and of each group."""
    every = countable()
    found = await _series(look, replace(question, chosen=every))
    figures: dict[Keys | None, dict[str, Figure]] = {None: {}}
    for number, one in enumerate(every):
        for reading in (found[number][0].whole, *found[number][0].groups):
            figures.setdefault(reading.keys, {})[one.indicator.id] = reading.figure
    return figures


def _read(computation: Computation, groups: Sequence[Group], index: int) -> Series:
    readings = [
        Reading(Figure(computation, one.declared), Figure(computation, one.trusted), group.keys)
        for group in groups
        for one in (group.tallies[index],)
    ]
    return Series(computation, readings[0], tuple(readings[1:]))


async def _answer(
    look: Look, question: Question, chosen: Chosen, series: tuple[Series, ...], began: Beginnings
) -> Answer:
    indicator, whole = chosen.indicator, series[0].whole
    target = _target(question, indicator)
    return Answer(
        chosen=chosen,
        question=question,
        series=series,
        target=target,
        gap=gap(indicator, whole.figure, target, monetary=is_monetary(chosen.definition)),
        lacking=await _lacking(look, question, indicator, whole.figure),
        left_censored=_is_censored(question, chosen.definition, began),
        standing=look.standing,
    )


def _target(question: Question, indicator: Indicator) -> Target | None:
    """The target in force in the year of the period: the buyer's own before those of the catalogue."""
    held = targets_of(indicator, question.asked.only_buyer, question.own.get(indicator.id))
    return in_force(held, question.asked.period.year)


async def _lacking(look: Look, question: Question, indicator: Indicator, figure: Figure) -> Lacking | None:
    """What keeps a figure from being relied on; no department owes what nobody tells yet."""
    if figure.status not in _UNRELIABLE or Grain(figure.computation.grain) is Grain.INDICATOR:
        return None
    if indicator.lacks:
        return Lacking({})
    return await lacking(look, Grain(figure.computation.grain), figure.computation, question.asked, question.today)


async def _beginnings(look: Look, question: Question) -> Beginnings:
    """Since when history is whole, of each grain of which a first-time mark is asked for: once for all figures."""
    grains = {Grain(one.definition.grain) for one in question.chosen if _looks_back(one.definition)}
    return {grain: await history_start(look, grain, question.asked) for grain in sorted(grains)}


def _looks_back(computation: Computation) -> bool:
    grain = Grain(computation.grain)
    return grain in GRAINS and "{first_time}" in measures(grain)[computation.numerator].taken


def _is_censored(question: Question, computation: Computation, beginnings: Beginnings) -> bool:
    """Whether history is shorter than the window that a first-time mark on the first day looks back on."""
    if not _looks_back(computation):
        return False
    asked, began = question.asked, beginnings[Grain(computation.grain)]
    if asked.window is None or asked.period.first is None:
        return True
    return began is None or began > months_before(asked.period.first, asked.window)


def is_monetary(computation: Computation) -> bool:
    """Whether it counts euros."""
    return measures(Grain(computation.grain))[computation.numerator].money
