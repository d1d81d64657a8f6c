"""The front page: what is promised and where it stands, what is called for now, and where to go."""

import asyncio

from gateway.web.observatory.promises import PROMISES, cards
from gateway.web.visit import Answered, Page, Visit

MOST_TENDERS = 6


async def show(visit: Visit) -> Answered:
    """The front page; each part is left out where its service is away."""
    shown, tenders = await asyncio.gather(
        cards(visit, PROMISES[:3]), visit.api.find("/tenders", {"status": "published", "limit": MOST_TENDERS})
    )
    return Page("home.html", {"cards": shown, "tenders": tenders["items"] if tenders else []})
