"""One round of approval: a chain of steps, each taken by another person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from chassis.errors import Conflict, Forbidden
from contracts.vocabulary import ReviewRole, Text
from services.tenders.domain.buyer import Buyer


class StepOfAnotherRole(Forbidden):
    """This step of the approval belongs to another role."""


class FourEyes(Forbidden):
    """One person does not approve twice, nor alone what it submitted itself."""


class RoundOver(Conflict):
    """This round of approval has ended."""


class StepState(StrEnum):
    """Where a step of an approval stands."""

    PENDING = "pending"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"


class RoundStatus(StrEnum):
    """Where a round of approval stands: from submission to approval, request for changes or recall."""

    PENDING = "pending"
    APPROVED = "approved"
    CHANGES_REQUESTED = "changes-requested"
    RECALLED = "recalled"


NEXT: Mapping[RoundStatus, frozenset[RoundStatus]] = {
    RoundStatus.PENDING: frozenset(RoundStatus),
    RoundStatus.APPROVED: frozenset(),
    RoundStatus.CHANGES_REQUESTED: frozenset(),
    RoundStatus.RECALLED: frozenset(),
}


@dataclass(frozen=True)
class Reviewer:
    """Who acts on a review: for which organisation, with which key, in which parts."""

    buyer: Buyer
    client: str
    roles: frozenset[ReviewRole] = frozenset()


@dataclass(frozen=True)
class Step:
    """One approval of a chain: whose it is, and who took it when with which comment."""

    role: ReviewRole
    state: StepState = StepState.PENDING
    client: str | None = None
    at: datetime | None = None
    comment: Text | None = None


@dataclass(frozen=True)
class Round:
    """A submission and what became of it; it is kept for ever."""

    number: int
    submitted_by: str
    submitted_at: datetime
    steps: tuple[Step, ...]
    status: RoundStatus = RoundStatus.PENDING
    ended_at: datetime | None = None

    @classmethod
    def submitted(cls, number: int, chain: tuple[ReviewRole, ...], by: Reviewer, now: datetime) -> Self:
        """A round that begins, all its steps to come."""
        return cls(number, by.client, now, tuple(Step(role) for role in chain))

    def approved(self, by: Reviewer, comment: Text | None, now: datetime) -> Self:
        """The next step approved, and with the last one the round."""
        step = self._next(by)
        self._must_be_four_eyes(by)
        steps = self._with(replace(step, state=StepState.APPROVED, client=by.client, at=now, comment=comment))
        if any(one.state is StepState.PENDING for one in steps):
            return replace(self, steps=steps)
        return replace(self, steps=steps, status=RoundStatus.APPROVED, ended_at=now)

    def sent_back(self, by: Reviewer, comment: Text, now: datetime) -> Self:
        """The next step refused, with what has to change."""
        step = self._next(by)
        changed = replace(step, state=StepState.CHANGES_REQUESTED, client=by.client, at=now, comment=comment)
        return replace(self, steps=self._with(changed), status=RoundStatus.CHANGES_REQUESTED, ended_at=now)

    def recalled(self, now: datetime) -> Self:
        """Taken back by its buyer."""
        self._must_allow(RoundStatus.RECALLED)
        return replace(self, status=RoundStatus.RECALLED, ended_at=now)

    def _next(self, by: Reviewer) -> Step:
        self._must_allow(RoundStatus.APPROVED)
        step = next(one for one in self.steps if one.state is StepState.PENDING)
        if step.role not in by.roles:
            raise StepOfAnotherRole(role=step.role.value)
        return step

    def _must_be_four_eyes(self, by: Reviewer) -> None:
        alone = len(self.steps) == 1 and by.client == self.submitted_by
        if alone or by.client in {one.client for one in self.steps}:
            raise FourEyes(client=by.client)

    def _must_allow(self, status: RoundStatus) -> None:
        if status not in NEXT[self.status]:
            raise RoundOver(status=self.status.value)

    def _with(self, step: Step) -> tuple[Step, ...]:
        first = next(place for place, one in enumerate(self.steps) if one.state is StepState.PENDING)
        return (*self.steps[:first], step, *self.steps[first + 1 :])
