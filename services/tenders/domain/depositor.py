"""Who hands bids in, and for whom."""

from dataclasses import dataclass

from chassis.errors import Forbidden, Unacceptable
from contracts.vocabulary import Identifier
from services.tenders.domain.bid import Bid, BidNotFound
from services.tenders.domain.buyer import ANY


class NotTheBidder(Forbidden):
    """Bids are handed in by the bidder itself, or by a portal that acts for it."""


class BidderMisnumbered(Unacceptable):
    """The number of the bidder is not one of its scheme."""


@dataclass(frozen=True)
class Depositor:
    """A client that hands bids in: a company for itself, or a portal for its users (`acts_for_others`)."""

    client: str
    organisation: str | None
    acts_for_others: bool = False

    @property
    def siren(self) -> str | None:
        """The number of the company that it belongs to; None for those who act for every one."""
        return self.organisation[:9] if self.organisation and self.organisation != ANY else None

    def must_bid_for(self, bidder: Identifier) -> None:
        """Refuse who bids in another's name; an establishment bids for its company (same SIREN)."""
        own = self.siren is not None and self.siren == bidder.siren
        if not (own or self.acts_for_others or self.organisation == ANY):
            raise NotTheBidder(bidder=bidder.id)

    def must_have_handed_in(self, bid: Bid) -> None:
        """To all but who handed it in, or the company whose it is, a bid does not exist before its opening."""
        own = self.siren is not None and self.siren == bid.bidder.siren
        if bid.depositor != self.client and not own:
            raise BidNotFound
