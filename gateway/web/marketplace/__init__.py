"""The marketplace: calls for tenders and plans, the page of a call, and the deposit of a bid."""

from gateway.web.marketplace import asking, bid, calls, feeds, plan, receipt, tender
from gateway.web.visit import Place

PLACES = (
    Place("/tenders", calls.show, calls.keep),
    Place("/tenders.rss", feeds.rss),
    Place("/tenders.ics", feeds.calendar),
    Place("/plan", plan.show),
    Place("/plan-entries/{id}", plan.entry, plan.follow),
    Place("/tenders/{id}", tender.show),
    Place("/tenders/{id}/questions", asking.show, asking.ask),
    Place("/tenders/{id}/withdrawals", asking.show, asking.take),
    Place("/tenders/{id}/bid", bid.show, bid.send, takes=bid.MOST_BYTES, streams=True, is_counted=False),
    Place("/tenders/{id}/bid-check", asking.show, bid.check, is_counted=False),
    Place("/tenders/{id}/sealed-pieces", asking.show, bid.keep, takes=bid.MOST_BYTES, streams=True, is_counted=False),
    Place("/bids/{id}", receipt.show, receipt.take_back, is_counted=False),
    Place("/bids/{id}/receipt", receipt.download, is_counted=False),
)
