"""Facts as the feeds tell them: CloudEvents at their positions."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict


class Event(BaseModel):
    """A fact (CloudEvents 1.0): `sequence` is the version that its `subject` reached by it.

    Members and types that this client does not know are kept: new ones may come at any time.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    type: str
    subject: str
    partitionkey: str
    sequence: int
    """Sent as digits."""
    time: datetime
    data: dict[str, Any]

    @property
    def name(self) -> str:
        """Its type in short: `ContractAwarded` of `bzh.prenan.ContractAwarded.v1`."""
        return self.type.rpartition(".v")[0].rpartition(".")[2]


class Fact(BaseModel):
    """A fact at its position in a feed; `hash` links it to all before it (docs/journal.md)."""

    model_config = ConfigDict(frozen=True, extra="allow")

    position: int
    hash: str
    event: Event

    @property
    def name(self) -> str:
        """The event's type in short."""
        return self.event.name
