"""Sends records to the platform: a few batches at a time, each until it is acknowledged."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from deploy.cli.batches import Batch
from deploy.cli.checkpoint import Checkpoint, Outcome
from deploy.cli.door import Door, Refused
from deploy.embedded.side_by_side import side_by_side

AT_ONCE = 3
Taken = Callable[[int, Batch, Sequence[Outcome]], Any]
"""Called with the place of a batch among all, the batch, and what became of its records."""
_TOO_MUCH_OR_WRONG = frozenset({400, 413, 422})


class Delivery:
    """Batches on their way; `told` is called with the number of records each time some are acknowledged."""

    def __init__(self, door: Door, checkpoint: Checkpoint, told: Callable[[int], Any]) -> None:
        self._door, self._checkpoint, self._told = door, checkpoint, told

    async def deliver(self, batches: Iterable[Batch]) -> list[Outcome]:
        """What became of each record, in order; raises `Failure`."""
        known: dict[int, Sequence[Outcome]] = {}
        await self.each(batches, lambda place, _, outcomes: known.update({place: outcomes}))
        return [outcome for place in sorted(known) for outcome in known[place]]

    async def each(self, batches: Iterable[Batch], take: Taken) -> None:
        """Send batches as they are made, some at once; `take` hears what became of each. Raises `Failure`."""
        numbered = enumerate(batches)

        async def work() -> None:
            for place, batch in numbered:
                outcomes = self._checkpoint.outcomes(batch)
                if outcomes is None:
                    outcomes = await self._sent(batch)
                    self._checkpoint.keep(batch, outcomes)
                take(place, batch, outcomes)
                self._told(len(outcomes))

        await side_by_side(*(work() for _ in range(AT_ONCE)))

    async def _sent(self, batch: Batch) -> list[Outcome]:
        once = f"{self._checkpoint.run}-{batch.digest}"
        try:
            answer = await self._door.call("POST", batch.path, once=once, content=batch.body)
        except Refused as refusal:
            return await self._apart(batch, refusal)
        return [Outcome(each["status"], tuple(each.get("errors") or ())) for each in answer["results"]]

    async def _apart(self, batch: Batch, refusal: Refused) -> list[Outcome]:
        """Send a batch that was refused as a whole in parts, so that one record does not hold back the others."""
        if refusal.status not in _TOO_MUCH_OR_WRONG:
            raise refusal
        if len(batch.records) == 1:
            own = {"pointer": "", "code": refusal.code, "detail": refusal.detail}
            return [Outcome("refused", tuple(refusal.errors) or (own,))]
        first, second = batch.halves()
        return [*await self._sent(first), *await self._sent(second)]
