"""Things of every kind that belong to the region, on a running platform, so that others can be refused them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deploy.embedded.demo_keys import REGION, SUPPLIERS
from tests.component.tenders.files import PDF
from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.test_story import TERMS
from tests.waiting import until

COMPANY = SUPPLIERS["supplier"]
PURCHASE = {
    "title": "Furniture for schools",
    "buyer": REGION,
    "department": "schools",
    "area": "supplies",
    "nature": "goods",
    "cpv": "39160000",
    "quarter": "2027-Q1",
    "value": {"minimum": {"amount": "100000.00"}, "maximum": {"amount": "200000.00"}},
    "places": ["FRH0"],
}

CALL = TERMS | {"area": "supplies", "nature": "goods", "cpv": "39160000"}
"""A call whose figures nobody else looks at."""


@dataclass
class Belongings:
    """The names in the paths of what belongs to the region, and to one of its suppliers."""

    platform: PlatformUnderTest
    names: dict[str, str] = field(default_factory=lambda: {"number": "1", "buyer": REGION, "siret": COMPANY})

    async def make(self) -> None:
        """One of each kind that its owner makes at once."""
        await self._supplier()
        await self._tender()
        await self._contract()
        await self._sourcing()
        await self._keys()
        self.names["webhook_id"] = (await self.post("portal", "/webhooks", {"url": "https://example.org/hook"}))["id"]

    async def post(self, role: str, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        """What somebody of the region makes."""
        async with self.platform.client(role) as http:
            answer = await http.post(path, json=body, **more) if body is not None else await http.post(path, **more)
        assert answer.status_code in (200, 201), f"{path}: {answer.text}"
        made: dict[str, Any] = answer.json()
        return made

    async def _supplier(self) -> None:
        company = {"identifier": {"id": COMPANY}, "name": "Masons of the Vilaine", "size": "pme"}
        await self.post("portal", "/suppliers", company)

    async def _tender(self) -> None:
        """A published tender with a question and a document, its template, and the entry of a plan."""
        tender = await self.post("mandatary", "/tenders", CALL)
        path = f"/tenders/{tender['id']}"
        file = {"params": {"kind": "technical", "name": "rules.pdf"}, "headers": {"Content-Type": "application/pdf"}}
        await self.post("mandatary", f"{path}/documents", content=PDF, **file)
        template = await self.post("mandatary", "/templates", {"tender_id": tender["id"], "name": "Laboratories"})
        await self.post("mandatary", f"{path}/publication", {"deadline": soon(3600)})
        question = await self.post("supplier", f"{path}/questions", {"text": "Is the roof part of it?"})
        entry = await self.post("purchasing-referent", "/plan-entries", PURCHASE)
        self.names |= {"tender_id": tender["id"], "template_id": template["id"], "name": "rules.pdf"}
        self.names |= {"question_id": question["id"], "entry_id": entry["id"], "object_id": tender["id"]}

    async def _contract(self) -> None:
        """A contract that was signed after a call that has closed."""
        tender = await self.post("mandatary", "/tenders", CALL)
        path = f"/tenders/{tender['id']}"
        await self.post("mandatary", f"{path}/publication", {"deadline": soon(2)})
        await until(lambda: self._is_closed(path), 30)
        holders = [{"identifier": {"id": COMPANY}, "role": "lead"}]
        await self.post(
            "mandatary", f"{path}/lots/1/award", {"bids": 1, "value": {"amount": "9000.00"}, "holders": holders}
        )
        today = datetime.now(ZoneInfo("Europe/Paris")).date().isoformat()
        signature = {"tender_id": tender["id"], "lot": 1, "reference": tender["id"][:18], "signed_on": today}
        self.names["contract_id"] = (await self.post("mandatary", "/contracts", signature))["id"]

    async def _is_closed(self, path: str) -> bool:
        async with self.platform.client("mandatary") as http:
            return bool((await http.get(path)).json()["status"] == "closed")

    async def _sourcing(self) -> None:
        """A panel, a note, a saved search, a request to suppliers with a file."""
        referent = "purchasing-referent"
        self.names["panel_id"] = (await self.post(referent, "/panels", {"name": "Masons", "purpose": "Small works"}))[
            "id"
        ]
        self.names["search_id"] = (await self.post(referent, "/saved-searches", {"name": "Roads"}))["id"]
        note = await self.post(referent, f"/suppliers/{COMPANY}/notes", {"text": "Prompt"})
        self.names["note_id"] = note["id"]
        need = {"title": "Roofs", "text": "Roofs of schools", "buyer": REGION, "department": "buildings"}
        need |= {"area": "construction", "cpv": "45214000", "deadline": soon(86_400), "questions": ["When?"]}
        self.names["request_id"] = (await self.post(referent, "/sourcing-requests", need))["id"]
        file = {"params": {"name": self.names["name"]}, "headers": {"Content-Type": "application/pdf"}}
        await self.post(referent, f"/sourcing-requests/{self.names['request_id']}/attachments", content=PDF, **file)

    async def _keys(self) -> None:
        """A key, a client, a key that signs."""
        asked = {"role": "supplier", "organisation": REGION, "client": "of the region"}
        client = await self.post("operator", "/oauth-clients", asked)
        self.names["key_id"] = (await self.post("operator", "/keys", asked))["id"]
        self.names |= {"client_id": client["client_id"], "secret_id": client["secrets"][0]["id"]}
        async with self.platform.client() as http:
            self.names["kid"] = (await http.get("/.well-known/jwks.json")).json()["keys"][0]["kid"]


def soon(seconds: float) -> str:
    """An instant that lies so many seconds ahead."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
