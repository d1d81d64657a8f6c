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
        """The rows of a fact; raises `pydantic.ValidationError`."""
        return self.rows(self.read(envelope.data), envelope)


def of_facts(tellings: Mapping[type[Fact], Telling]) -> dict[type[Fact], Teller]:
    """Tellers of facts that are read by the words of the published language."""
    return {kind: Teller(kind.model_validate, rows) for kind, rows in tellings.items()}
