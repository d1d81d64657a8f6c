"""How facts of one type become rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from contracts.envelope import Envelope
from contracts.fact import Fact
from services.analytics.domain.telling.row import Rows

Telling = Callable[[Any, Envelope], Rows]


@dataclass(frozen=True)
class Teller:
    """How the data of a fact are read, and which rows follow from what was read."""

    read: Callable[[Mapping[str, Any]], Any]
    rows: Telling

    def tell(self, envelope: Envelope) -> Rows:
        """The rows of a fact; raises where it is out of form."""
        return self.rows(self.read(envelope.data), envelope)


def of_facts(tellings: Mapping[type[Fact], Telling]) -> dict[type[Fact], Teller]:
    """Tellers of facts that are read by the words of the published language."""
    return {kind: Teller(kind.model_validate, rows) for kind, rows in tellings.items()}


def as_written(rows: Telling) -> Teller:
    """A teller of facts that are read as they came."""
    return Teller(lambda data: data, rows)
