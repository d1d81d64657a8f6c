"""A job: what is imported, in whose name, how far it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from chassis.auth import Principal
from chassis.errors import Conflict, NotFound
from gateway.imports.kind import KINDS, Kind, Noun
from gateway.imports.lines import Form


class JobState(StrEnum):
    """Where a job stands: its file comes in, it waits, it runs, it is done or cancelled."""

    RECEIVING = "receiving"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"


class ImportNotFound(NotFound):
    """You have no import of this id."""


class ImportEnded(Conflict):
    """This import has ended already."""


class TooManyImports(Conflict):
    """Twenty imports of this client have not ended yet; wait for one of them, or cancel it."""


@dataclass(frozen=True)
class Job:
    """An import as it is kept; the counts are those of rows that were judged."""

    id: UUID
    noun: Noun
    form: Form
    state: JobState
    client: str
    scopes: frozenset[str]
    organisation: str | None
    total: int
    created: int
    corrected: int
    unchanged: int
    refused: int
    waits_for: str | None
    begun_at: datetime
    ended_at: datetime | None
    sha256: str | None = None
    header: bytes | None = None

    @property
    def kind(self) -> Kind:
        """How its noun is imported."""
        return KINDS[self.noun]

    @property
    def owner(self) -> Principal:
        """In whose name it acts: the client as it was when the file came in."""
        return Principal(self.client, self.scopes, self.organisation)
