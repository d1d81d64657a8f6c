"""An address of every page, with identifiers of the sample market."""

import httpx
from playwright.async_api import BrowserContext

from deploy.embedded.demo_keys import SUPPLIERS
from gateway.web.routes import PLACES
from tests.e2e.platforms import PlatformUnderTest

WITHOUT_A_PAGE = frozenset(
    {
        "/logout", "/preferences", "/tenders.rss", "/tenders.ics", "/tenders/{id}/questions",
        "/tenders/{id}/withdrawals", "/tenders/{id}/bid-check", "/tenders/{id}/sealed-pieces",
        "/bids/{id}", "/bids/{id}/receipt", "/bids/{id}/result", "/sourcing-requests/{id}/invitation",
        "/desk/tenders/{id}/share", "/desk/tenders/{id}/documents",
    }
)  # fmt: skip
"""Places that only take forms, that give files, or that are for whoever handed something in or was asked."""
COMPANY = {"identifier": {"id": SUPPLIERS["supplier"]}, "name": "Les maçons de la Vilaine", "size": "pme"}
"""A company in the register, that of the supplier's demonstration key."""
ROLES = {
    "/desk": "purchasing-referent",
    "/desk/draft": "purchasing-referent",
    "/desk/tenders/{id}": "purchasing-referent",
    "/desk/tenders/{id}/amendment": "purchasing-referent",
    "/desk/contracts/{id}": "mandatary",
    "/sourcing": "purchasing-referent",
    "/supply-potential": "purchasing-referent",
    "/supply-potential/plans": "purchasing-referent",
    "/sourcing-requests/new": "purchasing-referent",
    "/suppliers/{id}/edit": "supplier",
}
"""Who is shown the pages that are not for everybody."""
NEEDS_A_STORY = frozenset(
    {
        "/matches/{id}", "/sourcing-requests/{id}", "/desk/tenders/{id}/draft",
        "/desk/tenders/{id}/lots/{number}", "/desk/contracts/new",
    }
)  # fmt: skip
"""Pages of what the sample market has none of: they are opened where a test makes it."""

_NEWEST = ("/tenders?status=published", "/plan-entries?status=announced")


async def addresses(platform: PlatformUnderTest) -> dict[str, str]:
    """The address of every page by its path template, without its language."""
    async with platform.client("portal") as portal:
        await portal.post("/suppliers", json=COMPANY)
    async with platform.client() as http:
        known = await _identifiers(http)
    found = {}
    for place in PLACES:
        if place.path in WITHOUT_A_PAGE | NEEDS_A_STORY:
            continue
        of_place = known.get(place.path.rpartition("/{")[0].strip("/"), "A3")
        values = {"id": of_place, "code": of_place, **known}
        found[place.path] = place.path.format_map(values)
    return found


async def enter(context: BrowserContext, url: str, template: str) -> None:
    """Log in as who is shown a page, where it is not for everybody."""
    if role := ROLES.get(template):
        await context.request.post(f"{url}/fr/login", form={"role": role})


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
        "suppliers": SUPPLIERS["supplier"],
        "desk/tenders": tender,
        "desk/contracts": contract["contract_id"],
        "departments": "buildings",
        "areas": "food",
    }
