"""The marketplace: calls for tenders and plans, the page of a call, and the deposit of a bid."""

from gateway.web.marketplace import asking, calls, feeds, plan, tender
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
)
