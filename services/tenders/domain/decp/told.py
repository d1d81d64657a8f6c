"""A contract as far as its essential data tell of it, and when the public was told."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from contracts.procedures import Modification
from contracts.vocabulary import ContractState, Procedure, Text
from services.tenders.domain.rules.due_dates import months_after

DUE_MONTHS = 2
"""From the notification, or a concession's signature, to the publication: CCP R2196-1, R3131-1."""


@dataclass(frozen=True)
class Told:
    """A notified contract; `told_on` are the days on which its notification and each modification were told.

    `framework` is the buyer's reference of the agreement under which it was called, `subcontracted` whether the
    platform knows of a subcontractor that was accepted before the notification, `ours` whether it was signed here.
    """

    id: UUID
    state: ContractState
    told_on: tuple[date, ...]
    modifications: tuple[Modification, ...] = ()
    framework: Text | None = None
    subcontracted: bool = False
    ours: bool = False

    @property
    def is_concession(self) -> bool:
        """Whether it is a concession, which has a form of its own."""
        return self.state.procedure is Procedure.CONCESSION

    @property
    def published_on(self) -> str:
        """The day of publication: that of the register, or the one on which the fact was told."""
        return (self.state.published_on or self.told_on[0]).isoformat()

    @property
    def due_on(self) -> date | None:
        """Until when its data are to be public; None where nobody knows when it was notified."""
        return months_after(self.state.notified_on, DUE_MONTHS) if self.state.notified_on else None

    def changed_on(self, modification: Modification) -> str:
        """The day on which the public was told of a modification."""
        return self.told_on[min(modification.number, len(self.told_on) - 1)].isoformat()
