"""The one thing every aggregate can do: tell what happened to it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from uuid import UUID

from contracts.fact import Fact

_TURNS = count()


@dataclass(frozen=True)
class Told:
    """A fact as its aggregate told it: by whom, at which version, when it happened (None: as it is recorded)."""

    turn: int
    topic: str
    key: str
    subject: str
    version: int
    fact: Fact
    at: datetime | None = None


class Aggregate:
    """A consistency boundary whose every change is told as a fact.

    `version` counts the facts told since birth; a stale write is refused by it. Subclasses are dataclasses that
    declare the field `version: int = 0`.
    """

    id: UUID
    version: int

    @property
    def subject(self) -> str:
        """Identity of the entity that its facts are about: its `id`, unless a subclass says otherwise."""
        return str(self.id)

    @property
    def revision(self) -> int:
        """What its entity tag shows: its version, unless it also changes in ways that it tells nobody."""
        return self.version

    @property
    def key(self) -> str:
        """Identity of the procedure, supplier or request within which facts keep their order."""
        return self.subject

    def tell(self, fact: Fact, at: datetime | None = None) -> None:
        """Record that `fact` happened; the unit of work writes it in the transaction of the change."""
        self.version += 1
        told = Told(next(_TURNS), fact.topic, self.key, self.subject, self.version, fact, at)
        self.__dict__.setdefault("_told", []).append(told)

    def hand_over(self) -> list[Told]:
        """The facts told and not yet written, once."""
        facts: list[Told] = self.__dict__.pop("_told", [])
        return facts
