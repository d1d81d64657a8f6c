"""Who bid, once the bids are open, in the words of OCDS; never at what price: CCP L2132-1."""

from contracts.procedures import BidReinstated, BidRejected, BidsOpened, OpenedBid
from services.tenders.domain.ocds.parties import company, reference, references
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import Content

_TENDERS = "tenders"
"""The phase in which bids are taken; others take requests to take part, for which the standard has no words."""


def opened(fact: BidsOpened, _: Teller) -> Section | None:
    """A bid for each lot of each bidder: it is at lots that bids are judged."""
    if fact.phase != _TENDERS:
        return None
    members = [member for one in fact.bids for member in one.members]
    parties = {party["id"]: party for party in (company(one, "tenderer") for one in members)}
    tender = {
        "id": str(fact.tender_id),
        "numberOfTenderers": sum(one.readable for one in fact.bids),
        "tenderers": [reference(one) for one in parties.values()],
    }
    bids = [_bid(one, lot) for one in fact.bids for lot in one.lots]
    return Section("tenderUpdate", {"parties": [*parties.values()], "tender": tender, "bids": {"details": bids}})


def rejected(fact: BidRejected, _: Teller) -> Section:
    """A bid is out of the running for a lot."""
    return _judged(fact, "disqualified", f"{fact.ground}: {fact.reason}")


def reinstated(fact: BidReinstated, _: Teller) -> Section:
    """A bid is in the running again."""
    return _judged(fact, "pending", fact.reason)


def _judged(fact: BidRejected | BidReinstated, status: str, details: str) -> Section:
    bid = {"id": f"{fact.bid_id}-{fact.lot}", "status": status, "statusDetails": details}
    return Section("tenderUpdate", {"bids": {"details": [bid]}})


def _bid(one: OpenedBid, lot: int) -> Content:
    return {
        "id": f"{one.bid_id}-{lot}",
        "date": one.received_at.isoformat(),
        "status": "pending" if one.readable else "disqualified",
        "tenderers": references(one.members),
        "relatedLots": [str(lot)],
    }
