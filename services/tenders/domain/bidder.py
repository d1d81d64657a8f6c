"""For whom a bid is made, and what is theirs."""

from dataclasses import dataclass

from services.tenders.domain.bid import Bid, BidNotFound
from services.tenders.domain.buyer import ANY


@dataclass(frozen=True)
class Bidder:
    """An economic operator (soumissionnaire) in whose name somebody acts; None for those who belong to none."""

    organisation: str | None

    def must_own(self, bid: Bid) -> None:
        """Refuse the bids of others, which do not exist for it; an establishment acts for its company (same SIREN)."""
        own = self.organisation is not None and self.organisation[:9] == bid.bidder.siren
        if not own and self.organisation not in (bid.bidder.id, ANY):
            raise BidNotFound
