"""The newcomer rule of sourcing: first-time awardees by the room that shortlists kept for newcomers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from services.analytics.domain.figure import Figure, Status


class Room(StrEnum):
    """What came before a contract: a sourcing request (CCP R2111-1) that kept room, one that kept none, or none."""

    KEPT = "room"
    NOT_KEPT = "no-room"
    NO_REQUEST = "no-request"


@dataclass(frozen=True)
class Steps:
    """What came between the quota and the contracts, over the requests that kept room; suppliers, once a request.

    `quota` is the least that was owed: newcomers in one block of positions of each shortlist. `bid` and `won` are of
    invited companies, once a tender.
    """

    requests: int
    shown: int
    newcomers: int
    quota: int
    invited: int
    answered: int
    bid: int
    won: int


@dataclass(frozen=True)
class NewcomerRule:
    """A1 of each side, and the steps of the first: it says what goes together, not what causes what."""

    figures: Mapping[Room, Figure]
    steps: Steps

    @property
    def difference(self) -> Decimal | None:
        """Points by which contracts after a request that kept room are above those without any request."""
        kept, without = (self.figures[room].value for room in (Room.KEPT, Room.NO_REQUEST))
        return None if kept is None or without is None else kept - without

    @property
    def status(self) -> Status:
        """Whether the difference can be relied on: both of its figures must be."""
        statuses = (self.figures[room].status for room in (Room.KEPT, Room.NO_REQUEST))
        return next((one for one in statuses if one is not Status.OK), Status.OK)
