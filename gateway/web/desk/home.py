"""What waits for whoever is logged in, by the scopes of the key."""

import asyncio

from gateway.web.desk import company, purchases
from gateway.web.desk.waiting import kinds_for
from gateway.web.marketplace import names
from gateway.web.principal import Principal, principal
from gateway.web.visit import Answered, Page, Visit

_DOORS = (
    ("draft", "/desk/draft", "tenders:write"),
    ("sourcing", "/sourcing", "sourcing:match"),
    ("potential", "/supply-potential", "sourcing:match"),
    ("panels", "/panels", "sourcing:write"),
    ("renewals", "/renewals", "plan-entries:write"),
    ("quota", "/newcomer-quota", "sourcing:match"),
    ("calls", "/tenders", "bids:submit"),
    ("alerts", "/saved-searches", "alerts:write"),
    ("quality", "/observatory/quality", "reports:read"),
)
"""Where to go on, with the scope that it takes."""


_OWN = frozenset({"panels", "alerts"})
"""What an organisation keeps for itself: nobody's where a key is of every organisation."""


def _is_open(who: Principal, name: str, scope: str) -> bool:
    return who.may(scope) and (name not in _OWN or who.organisation is not None)


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
        "doors": [(name, path) for name, path, scope in _DOORS if _is_open(who, name, scope)],
    }
    return Page("desk/home.html", shown)
