"""For whom a bid is made, and what is theirs."""

from dataclasses import dataclass

from chassis.errors import Forbidden
from contracts.vocabulary import Identifier
from services.tenders.domain.buyer import ANY


class NotTheBidder(Forbidden):
    """Only the bidder itself may do or see this."""


@dataclass(frozen=True)
class Bidder:
    """An economic operator (soumissionnaire) in whose name somebody acts; None for those who belong to none."""

    organisation: str | None

    def must_be(self, identifier: Identifier) -> None:
        """Refuse who does not act for the operator of this identifier."""
        if self.organisation not in (identifier.id, ANY):
            raise NotTheBidder
