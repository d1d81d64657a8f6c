"""What a buyer keeps of a supplier for itself: notes, favourites, cautions and panels; no other buyer sees them."""

import asyncio
from typing import Any

from gateway.web.deeds import Deed, words
from gateway.web.principal import Principal
from gateway.web.sourcing import named
from gateway.web.visit import Visit

MOST_PANELS = 100
_OWN = ("sourcing:write",)
_ANY: frozenset[str] = frozenset()


def member(visit: Visit) -> dict[str, Any]:
    """The supplier of the page, as a panel takes it."""
    return {"identifiers": [named.identifier(visit.given("id"))]}


DEEDS = (
    Deed("note", _OWN, _ANY, "/suppliers/{id}/notes", words("text")),
    Deed("unnote", _OWN, _ANY, "/suppliers/{id}/notes/{of}", method="DELETE"),
    Deed("favourite", _OWN, _ANY, "/suppliers/{id}/favourite", method="PUT"),
    Deed("unfavourite", _OWN, _ANY, "/suppliers/{id}/favourite", method="DELETE"),
    Deed("caution", _OWN, _ANY, "/suppliers/{id}/caution", words("reason", "until"), method="PUT"),
    Deed("lift", _OWN, _ANY, "/suppliers/{id}/caution", method="DELETE"),
    Deed("panel", _OWN, _ANY, "/panels/{of}/suppliers", member),
)


async def remarks(visit: Visit, who: Principal) -> dict[str, Any]:
    """The panels that the supplier may be added to, and whether it is a favourite; nothing for who keeps none."""
    if who.organisation is None or not who.may(*_OWN):
        return {"panels": [], "favourite": False, "may_keep": False}
    panels, favourites = await asyncio.gather(
        visit.api.find("/panels", {"limit": MOST_PANELS}), visit.api.find("/favourites", {"limit": 1000})
    )
    liked = {one["identifier"]["id"] for one in (favourites or {"items": []})["items"]}
    listed = (panels or {"items": []})["items"]
    return {"panels": listed, "favourite": visit.given("id").rpartition(":")[2] in liked, "may_keep": True}
