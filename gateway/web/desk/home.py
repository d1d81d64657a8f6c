"""What waits for whoever is logged in, by the scopes of the key."""

import asyncio

from gateway.web.desk import company, purchases
from gateway.web.desk.waiting import kinds_for
from gateway.web.marketplace import names
from gateway.web.principal import principal
from gateway.web.visit import Answered, Page, Visit

_DOORS = (
    ("draft", "/desk/draft", "tenders:write"),
    ("sourcing", "/sourcing", "sourcing:match"),
    ("potential", "/supply-potential", "sourcing:match"),
    ("calls", "/tenders", "bids:submit"),
    ("quality", "/observatory/quality", "reports:read"),
)
"""Where to go on, with the scope that it takes."""


async def show(visit: Visit) -> Answered:
    """The desk; raises `Refused` where nobody is logged in."""
    who = await principal(visit)
    kinds = kinds_for((*purchases.KINDS, *company.KINDS), who)
    found = await asyncio.gather(*(kind.find(visit, who) for kind in kinds))
    sections = list(zip((kind.code for kind in kinds), found, strict=True))
    shown = {
        "who": who,
        "organisation": names.buyer(visit.language, who.organisation) if who.organisation else "",
        "busy": [(code, one) for code, one in sections if one.things is None or one.things],
        "calm": [(code, one) for code, one in sections if one.things is not None and not one.things],
        "doors": [(name, path) for name, path, scope in _DOORS if who.may(scope)],
    }
    return Page("desk/home.html", shown)
