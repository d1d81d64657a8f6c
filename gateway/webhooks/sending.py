"""Carries what is due: lanes side by side, each in its order; what became of it is written in batches."""

import asyncio
import random
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from chassis.failpoints import failpoint
from chassis.persistence import Database
from chassis.plain import PlainTransaction
from gateway.webhooks import measures
from gateway.webhooks.attempt import Answer, Consequence, State, has_failed_for_long, judge
from gateway.webhooks.endpoint import Reason, WebhookUnknown
from gateway.webhooks.endpoints import Endpoints
from gateway.webhooks.lanes import Lane, Lanes, Noted, Turn
from gateway.webhooks.posting import Post
from gateway.webhooks.shift import Shift

LANES_AT_ONCE = 128
LOOK_SECONDS = 0.5
"""How late a delivery is at most that another process asked for, or whose pause ended."""
_log = structlog.get_logger()


def now() -> datetime:
    """The present instant, in real time: pauses are those of the receiver's world."""
    return datetime.now(UTC)


class Carrier:
    """Sends what is due while it is on duty."""

    def __init__(
        self,
        database: Database,
        post: Post,
        shift: Shift,
        hurry: float = 1.0,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database, self._post, self._shift, self._hurry, self._chance = database, post, shift, hurry, chance
        self._lanes = Lanes(database)
        self._busy: dict[Lane, asyncio.Task[None]] = {}
        self._done: list[Turn] = []
        self._written = asyncio.Event()

    async def run(self) -> None:
        """Send until cancelled; raises when the database is lost."""
        recording = asyncio.create_task(self._record())
        try:
            while not recording.done():
                room = LANES_AT_ONCE - len(self._busy)
                turns = await self._lanes.due(self._busy.keys(), room) if room else []
                for turn in turns:
                    self._busy[turn.lane] = asyncio.create_task(self._carry(turn))
                if not turns:
                    await self._shift.wait(LOOK_SECONDS)
            await recording
        finally:
            tasks = [recording, *self._busy.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _carry(self, turn: Turn) -> None:
        """Send what waits in a lane until something fails."""
        for one in turn.waiting:
            answer = await self._post.attempt(turn, one)
            failpoint("webhooks.sent")
            turn.attempts += 1
            if not self._note(turn, one.id, answer):
                break
        self._done.append(turn)
        self._written.set()

    def _note(self, turn: Turn, delivery: int, answer: Answer) -> bool:
        """Note what became of a delivery; whether the lane goes on at once."""
        at = now()
        judgement = judge(answer, turn.attempts, at, self._chance, self._hurry)
        measures.attempted(judgement.consequence, answer.seconds)
        if judgement.consequence is Consequence.AGAIN:
            turn.noted.append(Noted(delivery, State.PENDING, turn.attempts, answer))
            turn.due_at = judgement.due_at
            return False
        state = State.DELIVERED if judgement.consequence is Consequence.DELIVERED else State.FAILED
        turn.noted.append(Noted(delivery, state, turn.attempts, answer))
        turn.attempts = 0
        if judgement.consequence is Consequence.GONE:
            turn.ends_for = Reason.GONE
        elif judgement.consequence is Consequence.GIVEN_UP and has_failed_for_long(turn.failing_since, at, self._hurry):
            turn.ends_for = Reason.FAILING
        return turn.ends_for is None

    async def _record(self) -> None:
        """Write what is done as soon as the last batch is written."""
        while True:
            await self._written.wait()
            self._written.clear()
            done, self._done = self._done, []
            async with self._shift.writing:
                await self._lanes.record(done, now())
            for turn in done:
                if turn.ends_for:
                    await disable(self._database, turn, turn.ends_for)
                del self._busy[turn.lane]
            self._shift.ring()


async def disable(database: Database, turn: Turn, reason: Reason) -> None:
    """Disable the endpoint of a turn; what waits for it is dropped."""
    async with PlainTransaction(database) as transaction:
        endpoints = Endpoints(transaction)
        try:
            endpoint = await endpoints.get(turn.endpoint_id)
        except WebhookUnknown:
            return
        endpoint.disable(reason, now())
        await endpoints.change(endpoint)
    _log.warning("webhook disabled", webhook=str(turn.endpoint_id), reason=reason)
