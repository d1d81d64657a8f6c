"""Figures beside each other: departments, years, a buyer and its peers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from services.analytics.application.answering import Answer, Question, Reading, answer
from services.analytics.domain.beside import Beside, beside
from services.analytics.domain.figure import Status
from services.analytics.domain.indicator import Chosen
from services.analytics.domain.slice import TIMES, Dimension, Slice
from services.analytics.persistence.columns.look import Look
from services.analytics.persistence.exploring.peers import peers_of

_USABLE = frozenset({Status.OK, Status.SMALL_N})


@dataclass(frozen=True)
class Compared:
    """One indicator over each of the things compared; None where nothing is counted of one."""

    chosen: Chosen
    readings: Mapping[str, Reading | None]
    peers: Beside | None = None


async def compare(
    look: Look, chosen: tuple[Chosen, ...], asked: Slice, by: Dimension, between: Sequence[str], today: date
) -> list[Compared]:
    """Each indicator over each value of a dimension, by one query a grain."""
    only: dict[str, Any] = {} if by in TIMES else {by.value: tuple(between)}
    narrowed = replace(asked, **only)
    answers = await answer(look, Question(chosen, narrowed, (by,), today))
    return [Compared(one.chosen, _readings(one, between)) for one in answers]


async def compare_with_peers(
    look: Look, chosen: tuple[Chosen, ...], asked: Slice, buyer: str, today: date
) -> tuple[list[Compared], tuple[str, ...]]:
    """Each indicator for a buyer beside the quartiles of its peers, and who these are."""
    peers = await peers_of(look, buyer, replace(asked, buyer=()))
    narrowed = replace(asked, buyer=(buyer, *peers))
    answers = await answer(look, Question(chosen, narrowed, (Dimension.BUYER,), today))
    return [_beside(one, buyer, peers) for one in answers], peers


def _readings(found: Answer, between: Sequence[str]) -> dict[str, Reading | None]:
    groups = {one.keys[0]: one for one in found.series[0].groups if one.keys}
    return {value: groups.get(value) for value in between}


def _beside(found: Answer, buyer: str, peers: Sequence[str]) -> Compared:
    own, others = _readings(found, [buyer]), _readings(found, peers)
    usable = [one.figure for one in others.values() if one and one.figure.status in _USABLE]
    values = [figure.value for figure in usable if figure.value is not None]
    reading = own[buyer]
    return Compared(found.chosen, own, beside(reading.figure.value if reading else None, values))
