"""The one thing every aggregate can do: tell what happened to it."""

from contracts.fact import Fact


class Aggregate:
    """A consistency boundary whose every change is told as a fact.

    `version` counts the facts told since birth; a stale write is refused by it. `key` orders facts on the bus:
    facts of one key arrive in order. Mapped classes get `version` from their row and `told` from `__init__`-less loading.
    """

    version: int = 0

    @property
    def subject(self) -> str:
        """Identity of the entity its facts are about."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Identity of the procedure, supplier or request within which facts keep their order."""
        return self.subject

    def tell(self, fact: Fact) -> None:
        """Record that `fact` happened; the unit of work writes it in the transaction of the change."""
        self.version += 1
        self.__dict__.setdefault("_told", []).append((self.version, fact))

    def told(self) -> list[tuple[int, Fact]]:
        """Facts told and not yet written, each with the version it led to; they are handed over once."""
        facts: list[tuple[int, Fact]] = self.__dict__.pop("_told", [])
        return facts
