"""What facts tell of bids: nothing before their opening; prices only to those who may see them."""

from typing import Any

from contracts.calendar import day_of
from contracts.envelope import Envelope
from contracts.offer_form import OfferMember
from contracts.offers import OffersOpened
from contracts.procedures import BidReinstated, BidRejected, BidsOpened, LoserNotified, OpenedBid
from contracts.vocabulary import Instant, Place
from services.analytics.domain.holding import lead
from services.analytics.domain.telling.row import Rows, Told, amount, frame, told_by, where, whose
from services.analytics.domain.telling.tender import opening_row


def opening_rows(fact: BidsOpened, envelope: Envelope) -> Rows:
    """The bids of a phase as their opening showed them, and their members."""
    return [opening_row(fact, envelope), *(row for bid in fact.bids for row in _of_bid(bid, fact, envelope))]


def _of_bid(bid: OpenedBid, fact: BidsOpened, envelope: Envelope) -> list[Told]:
    common = {**frame(envelope, day_of(fact.opened_at)), "tender_id": fact.tender_id, "bid_id": bid.bid_id}
    opened = {
        **common,
        "phase": fact.phase,
        "opened_at": fact.opened_at,
        "received_at": bid.received_at,
        "lots": bid.lots,
        "readable": bid.readable,
        "subcontractors": len(bid.subcontractors),
    }
    first = lead([member.role for member in bid.members])
    members = (
        ("bid_member", {**common, **_of_member(member), "ordinal": n, "is_lead": n == first})
        for n, member in enumerate(bid.members)
    )
    return [("opened_bid", opened), *members]


def _of_member(member: OfferMember) -> dict[str, Any]:
    place = member.place or Place(country=member.country)
    told = {"name": member.name, "role": member.role, "size": member.size}
    return {**told, **whose(member.identifier), **where(place)}


def rejection_rows(fact: BidRejected, envelope: Envelope) -> Rows:
    """A bid was ruled out for a lot."""
    return _ruling(fact, envelope, "rejected", fact.rejected_at, {"ground": fact.ground})


def reinstatement_rows(fact: BidReinstated, envelope: Envelope) -> Rows:
    """A bid is in the running again."""
    return _ruling(fact, envelope, "reinstated", fact.reinstated_at, {})


def letter_rows(fact: LoserNotified, envelope: Envelope) -> Rows:
    """A bidder was told that it lost."""
    told = {"motivated": fact.motivated, "award_id": fact.award_id}
    return _ruling(fact, envelope, "told", fact.notified_at, told)


def offer_rows(fact: OffersOpened, envelope: Envelope) -> Rows:
    """What bids ask: a commercial secret (secret des affaires: CCP L2132-1)."""
    common = {**frame(envelope, day_of(fact.opened_at)), "opening_id": fact.opening_id, "phase": fact.phase}
    return [
        ("offer", {**common, "bid_id": offer.bid_id, "lot": offer.lot, "price": amount(offer.price)})
        for offer in fact.offers
    ]


def _ruling(
    fact: BidRejected | BidReinstated | LoserNotified, envelope: Envelope, kind: str, at: Instant, told: dict[str, Any]
) -> Rows:
    common = {**told_by(envelope, at), "tender_id": fact.tender_id, "bid_id": fact.bid_id, "lot": fact.lot}
    return [("bid_ruling", {**common, "kind": kind, **told})]
