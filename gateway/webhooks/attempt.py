"""What follows from an attempt: it is delivered, tried again later, given up, or the endpoint is gone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

PAUSES = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 2 * 3_600, 5 * 3_600, 10 * 3_600, 14 * 3_600, 20 * 3_600, 20 * 3_600)
)
"""Between two attempts: three days in all, as Standard Webhooks proposes."""
JITTER = 0.1
"""Each pause is longer or shorter by up to a tenth, so that what failed together does not come back together."""
LIFE = sum(PAUSES, timedelta()) * (1 - JITTER)
"""An endpoint that took nothing for this long is disabled, once a delivery is given up."""


class State(StrEnum):
    """What became of a delivery."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """It was tried for three days."""
    DROPPED = "dropped"
    """It was not tried to the end: the endpoint was disabled, or a replay carries the fact again."""


class Consequence(StrEnum):
    """What an attempt means for the delivery and its endpoint."""

    DELIVERED = "delivered"
    AGAIN = "again"
    GIVEN_UP = "given-up"
    GONE = "gone"


@dataclass(frozen=True)
class Answer:
    """How an endpoint answered: a status, or the reason why there is none."""

    status: int | None
    error: str | None = None
    seconds: float = 0.0

    @property
    def is_success(self) -> bool:
        """Whether it took the fact: any 2xx; a redirect is not followed, and is none."""
        return self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


@dataclass(frozen=True)
class Judgement:
    """The consequence of an attempt, and when the next one is due."""

    consequence: Consequence
    due_at: datetime | None = None


def judge(answer: Answer, attempts: int, now: datetime, chance: Callable[[], float], hurry: float = 1.0) -> Judgement:
    """What follows from the `attempts`-th attempt, `chance` being a number from 0 to 1; `hurry` shortens pauses."""
    if answer.is_success:
        return Judgement(Consequence.DELIVERED)
    if answer.status == HTTPStatus.GONE:
        return Judgement(Consequence.GONE)
    if attempts > len(PAUSES):
        return Judgement(Consequence.GIVEN_UP)
    pause = PAUSES[attempts - 1] * (1 + JITTER * (2 * chance() - 1)) / hurry
    return Judgement(Consequence.AGAIN, now + pause)


def has_failed_for_long(failing_since: datetime | None, now: datetime, hurry: float = 1.0) -> bool:
    """Whether an endpoint took nothing for as long as a delivery is tried."""
    return failing_since is not None and now - failing_since >= LIFE / hurry
