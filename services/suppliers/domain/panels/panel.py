"""A list of suppliers that a buyer keeps for a purpose."""

from dataclasses import dataclass, field
from typing import Self
from uuid import UUID

from chassis.errors import NotFound, Unacceptable
from contracts.vocabulary import Siret, Text
from services.suppliers.domain.panels.keeper import Keeper

MOST_MEMBERS = 2_000
"""Suppliers of a panel at most: a match within it looks at each."""


class PanelNotFound(NotFound):
    """There is no such panel of this buyer."""


class PanelFull(Unacceptable):
    """A panel holds no more suppliers."""


@dataclass(kw_only=True, eq=False)
class Panel:
    """Suppliers under a name (panel de fournisseurs), for a purpose; seen by its buyer alone."""

    id: UUID
    buyer: Siret
    name: Text
    purpose: Text
    members: int = field(default=0)
    changes: int = 1

    @property
    def revision(self) -> int:
        """What its entity tag shows."""
        return self.changes

    @classmethod
    def made(cls, panel_id: UUID, keeper: Keeper, name: Text, purpose: Text) -> Self:
        """A panel that holds nobody yet."""
        return cls(id=panel_id, buyer=keeper.buyer, name=name, purpose=purpose)

    def rename(self, name: Text, purpose: Text) -> None:
        """Say otherwise what it is and what it is for."""
        self.name, self.purpose = name, purpose
        self.changes += 1

    def count(self, members: int) -> None:
        """Know how many it holds now."""
        if members > MOST_MEMBERS:
            raise PanelFull(f"A panel holds at most {MOST_MEMBERS} suppliers", most=MOST_MEMBERS)
        self.members = members
        self.changes += 1
