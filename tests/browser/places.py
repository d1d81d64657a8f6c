"""An address of every page, with identifiers of the sample market, and of what it has none of."""

from datetime import timedelta

import httpx
from playwright.async_api import BrowserContext

from deploy.embedded.demo_keys import SUPPLIERS
from gateway.web.routes import PLACES
from tests.browser.market import CALL, a_sealed_call
from tests.e2e.platforms import PlatformUnderTest

WITHOUT_A_PAGE = frozenset(
    {
        "/logout", "/preferences", "/unsubscribe/{path:path}",
        "/tenders.rss", "/tenders.ics", "/tenders/{id}/questions",
        "/tenders/{id}/withdrawals", "/tenders/{id}/bid-check", "/tenders/{id}/sealed-pieces",
        "/bids/{id}", "/bids/{id}/receipt", "/bids/{id}/result", "/bids/{id}/justification",
        "/suppliers/suggestions", "/sourcing-requests/{id}/invitation",
        "/sourcing-requests/{id}/invitation/attachments/{name}",
        "/sourcing-requests/{id}/attachments", "/sourcing-requests/{id}/attachments/{name}",
        "/sourcing-requests/{id}/log.csv", "/desk/tenders/{id}/share", "/desk/tenders/{id}/documents",
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
    "/desk/tenders/{id}/draft": "purchasing-referent",
    "/desk/tenders/{id}/lots/{number}": "evaluator",
    "/desk/contracts/new": "mandatary",
    "/desk/contracts/{id}": "mandatary",
    "/desk/contracts/{id}/call-offs": "mandatary",
    "/tenders/{id}/bid": "supplier",
    "/bids/{id}": "supplier",
    "/bids/{id}/result": "supplier",
    "/bids/{id}/justification": "supplier",
    "/sourcing-requests/{id}/invitation": "supplier",
    "/sourcing": "purchasing-referent",
    "/supply-potential": "purchasing-referent",
    "/supply-potential/plans": "purchasing-referent",
    "/sourcing-requests/new": "purchasing-referent",
    "/sourcing-requests/{id}": "purchasing-referent",
    "/sourcing-requests/{id}/draft": "purchasing-referent",
    "/matches/{id}": "purchasing-referent",
    "/panels": "purchasing-referent",
    "/panels/{id}": "purchasing-referent",
    "/renewals": "purchasing-referent",
    "/saved-searches": "supplier",
    "/newcomer-quota": "purchasing-referent",
    "/suppliers/{id}": "purchasing-referent",
    "/suppliers/{id}/edit": "supplier",
    "/suppliers/{id}/account": "supplier",
    "/suppliers/{id}/registry": "purchasing-referent",
}
"""Who is shown the pages that are not for everybody."""
REQUEST = {
    "title": "Fauche tardive des talus", "text": "Entretien des espaces verts, sans produit phytosanitaire",
    "cpv": "77310000", "buyer": CALL["buyer"], "area": CALL["area"], "department": CALL["department"],
    "questions": ["Combien de kilomètres par jour ?", "Avec quel matériel ?"],
}  # fmt: skip
"""What companies are asked."""


async def addresses(platform: PlatformUnderTest) -> dict[str, str]:
    """The address of every page by its path template, without its language."""
    async with platform.client("portal") as portal:
        await portal.post("/suppliers", json=COMPANY)
    async with platform.client() as http:
        known = await _identifiers(http)
    known |= await _made(platform)
    found = {}
    for place in PLACES:
        if place.path in WITHOUT_A_PAGE:
            continue
        of_place = known.get(place.path) or known.get(place.path.rpartition("/{")[0].strip("/"), "A3")
        found[place.path] = place.path.format_map({**known, "id": of_place, "code": of_place, "number": 1})
    found["/desk/contracts/new"] += f"?tender={known['tenders']}&lot=1"
    return found


async def _made(platform: PlatformUnderTest) -> dict[str, str]:
    """What the sample market has none of: a sealed call, a draft, a shortlist, a request to companies."""
    call = (await a_sealed_call(platform)).path.rpartition("/")[2]
    deadline = (await platform.now() + timedelta(days=20)).isoformat()
    async with platform.client("purchasing-referent") as http:
        made = {
            "/desk/tenders/{id}/draft": await http.post("/tenders", json=CALL),
            "matches": await http.post("/matches", json={"text": REQUEST["text"], "place": {"department": "35"}}),
            "sourcing-requests": await http.post("/sourcing-requests", json={**REQUEST, "deadline": deadline}),
            "panels": await http.post("/panels", json={"name": "Voirie", "purpose": "MAPA"}),
        }
        panel = made["panels"].json()["id"]
        await http.post(f"/panels/{panel}/suppliers", json={"identifiers": [COMPANY["identifier"]]})
        await http.post(f"/suppliers/{SUPPLIERS['supplier']}/notes", json={"text": "Vus au salon des maires"})
    async with platform.client("supplier") as http:
        await http.post(
            "/saved-searches", json={"name": "Voirie", "cpv": ["45"], "departments": ["35"], "least": "40000"}
        )
        certificate = {"kind": "label", "code": "rge", "issuer": "Qualibat", "valid_until": "2049-06-30"}
        await http.post(f"/suppliers/{SUPPLIERS['supplier']}/certificates", json=certificate)
    calls = dict.fromkeys(("tenders", "desk/tenders", "/desk/tenders/{id}/lots/{number}"), call)
    return calls | {name: one.json()["id"] for name, one in made.items()}


def role_of(template: str) -> str:
    """Who is shown a page; nobody in particular where it is for everybody."""
    return ROLES.get(template, "")


async def enter(context: BrowserContext, url: str, role: str) -> None:
    """Log in as who is shown a page, where it is not for everybody."""
    if role:
        await context.request.post(f"{url}/fr/login", form={"role": role})


async def _identifiers(http: httpx.AsyncClient) -> dict[str, str]:
    contract = (await http.get("/observatory/contracts?limit=1")).json()["items"][0]
    framework = (await http.get("/observatory/contracts?technique=framework&limit=1")).json()["items"][0]
    entry = (await http.get("/plan-entries?status=announced&limit=1")).json()["items"][0]["id"]
    return {
        "plan-entries": entry,
        "contracts": contract["contract_id"],
        "observatory/contracts": contract["contract_id"],
        "company": contract["company"],
        "siret": contract["buyer"],
        "suppliers": SUPPLIERS["supplier"],
        "desk/contracts": contract["contract_id"],
        "/desk/contracts/{id}/call-offs": framework["contract_id"],
        "departments": "buildings",
        "areas": "food",
    }
