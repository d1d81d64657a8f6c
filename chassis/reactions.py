"""What a service does when it is told."""

from collections.abc import Awaitable, Callable
from typing import Any

from chassis.persistence import UnitOfWork
from chassis.telemetry import correlation
from contracts.catalogue import BY_TYPE
from contracts.envelope import Envelope
from contracts.fact import Fact

Reaction = Callable[[Any, Envelope, Any], Awaitable[None]]
Hearing = Callable[[Any, Envelope, type[Fact]], Awaitable[None]]
Settlement = Callable[[Any], Awaitable[None]]


class Reactions:
    """What a service does when it is told: one reaction per type of fact, and settlements once per batch."""

    def __init__(self) -> None:
        self._by_type: dict[type[Fact], Reaction] = {}
        self._hearings: dict[type[Fact], Hearing] = {}
        self._settlements: list[Settlement] = []

    def on(self, *kinds: type[Fact]) -> Callable[[Reaction], Reaction]:
        """React to these facts: `async def reaction(uow, envelope, fact)`."""

        def register(reaction: Reaction) -> Reaction:
            self._by_type.update(dict.fromkeys(kinds, reaction))
            return reaction

        return register

    def hear(self, *kinds: type[Fact]) -> Callable[[Hearing], Hearing]:
        """React to these facts unread, for those who read less of them: `async def hearing(uow, envelope, kind)`."""

        def register(hearing: Hearing) -> Hearing:
            self._hearings.update(dict.fromkeys(kinds, hearing))
            return hearing

        return register

    def settle(self, settlement: Settlement) -> Settlement:
        """Run `settlement(uow)` after the facts of a batch, in their transaction: for what is cheaper done once."""
        self._settlements.append(settlement)
        return settlement

    async def apply(self, uow: UnitOfWork, envelope: Envelope) -> None:
        """React to one fact; one that nobody here reacts to, or of a type not known here, has no effect."""
        kind = BY_TYPE.get(envelope.type)
        if kind is None:
            return
        correlation.set(envelope.correlationid)
        if hearing := self._hearings.get(kind):
            await hearing(uow, envelope, kind)
        if reaction := self._by_type.get(kind):
            await reaction(uow, envelope, kind.model_validate(envelope.data))

    async def finish(self, uow: UnitOfWork) -> None:
        """Run the settlements."""
        for settlement in self._settlements:
            await settlement(uow)
