"""The service as its callers and its neighbours meet it: requests in, facts out, and a clock that the test holds."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Self

import httpx
import orjson
from fastapi import FastAPI

from chassis.auth import HEADER, Principal, sign
from chassis.mail import Mail
from chassis.persistence import Database
from chassis.scanning import scanner_at
from chassis.scheduler import Scheduler
from contracts.calendar import PARIS
from contracts.envelope import Envelope
from contracts.suppliers import SupplierFact
from services.tenders.application.reactions import reactions
from services.tenders.application.timetable import DUES, letters
from services.tenders.persistence.unit_of_work import UnitOfWork
from tests.component.tenders.files import PDF

REGION = "23350001600040"
OTHER_BUYER = "21350238800019"
HOLDER = "79878508500035"
SCOPES = frozenset(
    {"plan-entries:write", "tenders:write", "tenders:review", "tenders:award", "contracts:write", "contracts:import"}
)
TERMS: dict[str, Any] = {
    "title": "Rénovation du lycée Bréquigny",
    "buyer": REGION,
    "department": "buildings",
    "area": "construction",
    "procedure": "open",
    "nature": "works",
    "cpv": "45214220",
    "estimated_value": {"amount": "2000000.00", "currency": "EUR"},
    "places": ["FRH03"],
    "single_lot_reason": "Un seul corps d'état",
    "lots": [{"number": 1, "title": "Gros œuvre"}],
}
AWARD: dict[str, Any] = {
    "bids": 3,
    "value": {"amount": "6500000.00"},
    "holders": [{"identifier": {"id": HOLDER}, "name": "Le Forum du livre"}],
}


def a_record(**fields: Any) -> dict[str, Any]:
    known = {"buyer": REGION, "reference": "2019-90001", "title": "Livres", "notified_on": "2019-01-30"}
    holder = {"identifier": {"scheme": "SIRET", "id": HOLDER}, "name": "Le Forum du livre"}
    return {**known, "initial": {"amount": "40000.00", "currency": "EUR"}, "holders": [holder], **fields}


class Desk:
    """One running service."""

    def __init__(self, app: FastAPI, secret: str) -> None:
        self.app, self._secret = app, secret
        self.now = datetime(2026, 3, 2, 10, tzinfo=PARIS)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://tenders")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    @property
    def database(self) -> Database:
        return self.app.state.database

    async def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        organisation: str | None = REGION,
        scopes: frozenset[str] | None = SCOPES,
        client: str = "a key",
        **headers: str,
    ) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if scopes is not None:
            named[HEADER] = sign(Principal(client, scopes, organisation), self._secret)
        content = body if isinstance(body, bytes) else orjson.dumps(body)
        if body is not None:
            named.setdefault("content-type", "application/json")
        return await self._client.request(method, path, content=content if body is not None else None, headers=named)

    async def post(self, path: str, body: Any, **options: Any) -> httpx.Response:
        return await self.call("POST", path, body, **options)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        return await self.call("GET", path, **options)

    async def draft(self, **terms: Any) -> str:
        answer = await self.post("/tenders", {**TERMS, **terms})
        assert answer.status_code == 201, answer.text
        return f"/tenders/{answer.json()['id']}"

    async def publish(self, days: int = 40, **terms: Any) -> str:
        path = await self.draft(**terms)
        await self.publish_draft(path, days)
        return path

    async def publish_draft(self, path: str, days: int = 40) -> None:
        answer = await self.post(f"{path}/publication", {"deadline": (self.now + timedelta(days=days)).isoformat()})
        assert answer.status_code == 201, answer.text

    async def time_passes(self) -> int:
        """Do all that is due by now; how many transitions that were."""
        return await Scheduler("tenders", self.database, UnitOfWork, DUES).catch_up(self.now)

    async def send_letters(self, mail: Mail) -> int:
        """Send what waits; how many letters were tried."""
        return await Scheduler("tenders", self.database, UnitOfWork, (letters(mail),)).catch_up(self.now)

    async def add_document(self, path: str, content: bytes = PDF, name: str = "cctp.pdf", query: str = "") -> None:
        place = f"{path}/documents?name={name}{query}"
        answer = await self.call("POST", place, content, content_type="application/pdf")
        assert answer.status_code == 201, answer.text

    async def close(self, days: int = 40, **terms: Any) -> str:
        path = await self.publish(days, **terms)
        self.now += timedelta(days=days)
        assert await self.time_passes() == 1
        return path

    async def award(self, **terms: Any) -> str:
        path = await self.close(**terms)
        for lot in terms.get("lots", TERMS["lots"]):
            answer = await self.post(f"{path}/lots/{lot['number']}/award", AWARD)
            assert answer.status_code == 201, answer.text
        return path

    async def sign(self, path: str, reference: str = "2026-1", **options: Any) -> httpx.Response:
        body = {"tender_id": path.rsplit("/", 1)[1], "lot": 1, "reference": reference, **options}
        return await self.post("/contracts", {"signed_on": self.now.date().isoformat(), **body})

    async def facts(self) -> list[Envelope]:
        """Everything told so far, in the order in which it waits for the relay."""
        rows = await self.database.reads.fetch(
            "SELECT payload FROM event_pending p JOIN event_log l ON l.id = p.event_id ORDER BY p.seq"
        )
        return [Envelope.from_structured(row["payload"]) for row in rows]

    async def told(self) -> list[str]:
        """The names of the facts told so far."""
        return [fact.type.split(".")[2] for fact in await self.facts()]

    def scan_with(self, url: str) -> None:
        """Ask a scanner about every document from now on."""
        self.app.state.depot = replace(self.app.state.depot, scanner=scanner_at(url))

    async def learn(self, fact: SupplierFact) -> None:
        """Be told of a supplier."""
        async with UnitOfWork(self.database) as uow:
            await reactions.apply(uow, an_envelope(fact, self.now))
            await reactions.finish(uow)


def an_envelope(fact: SupplierFact, at: datetime) -> Envelope:
    return Envelope(
        id=fact.supplier_id,
        source="/services/suppliers",
        type=fact.wire_type(),
        subject=str(fact.supplier_id),
        time=at,
        dataschema=fact.schema_url(),
        partitionkey=str(fact.supplier_id),
        sequence="000000000001",
        recordedtime=at,
        data=fact.model_dump(mode="json"),
    )
