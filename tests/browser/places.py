"""An address of every page, with identifiers of the sample market."""

import httpx

from gateway.web.routes import PLACES
from tests.e2e.platforms import PlatformUnderTest

WITHOUT_A_PAGE = frozenset(
    {
        "/logout", "/preferences", "/tenders.rss", "/tenders.ics", "/tenders/{id}/questions",
        "/tenders/{id}/withdrawals", "/tenders/{id}/bid-check", "/tenders/{id}/sealed-pieces",
        "/bids/{id}", "/bids/{id}/receipt",
    }
)  # fmt: skip
"""Places that only take forms, that give files, or that are for whoever handed something in."""


_NEWEST = ("/tenders?status=published", "/plan-entries?status=announced")


async def addresses(platform: PlatformUnderTest) -> dict[str, str]:
    """The address of every page by its path template, without its language."""
    async with platform.client() as http:
        known = await _identifiers(http)
    found = {}
    for place in PLACES:
        if place.path in WITHOUT_A_PAGE:
            continue
        values = {"id": known.get(place.path.rpartition("/{")[0].strip("/"), "A3"), **known}
        found[place.path] = place.path.format_map(values)
    return found


async def _identifiers(http: httpx.AsyncClient) -> dict[str, str]:
    contract = (await http.get("/observatory/contracts?limit=1")).json()["items"][0]
    tender, entry = [(await http.get(f"{path}&limit=1")).json()["items"][0]["id"] for path in _NEWEST]
    return {
        "tenders": tender,
        "plan-entries": entry,
        "contracts": contract["contract_id"],
        "observatory/contracts": contract["contract_id"],
        "company": contract["company"],
        "siret": contract["buyer"],
        "code": "buildings",
    }
