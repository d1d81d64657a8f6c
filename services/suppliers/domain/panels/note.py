"""What a buyer notes of a supplier, for itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.errors import NotFound
from contracts.vocabulary import Siret, Text


class NoteNotFound(NotFound):
    """There is no such note of this buyer."""


@dataclass(kw_only=True, eq=False)
class Note:
    """A remark on a supplier, under the name of the key that wrote it; seen by its buyer alone."""

    id: UUID
    buyer: Siret
    supplier_id: UUID
    text: Text
    client: str
    written_at: datetime

    @property
    def revision(self) -> int:
        """What its entity tag shows: a note is not changed, only taken away."""
        return 1
