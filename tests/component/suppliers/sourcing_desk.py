"""A buyer at work on sourcing requests, the clock in its hand, and the mail that keeps what it is given."""

from datetime import UTC, datetime
from typing import Any

from chassis.mail import Letter
from chassis.scheduler import Scheduler
from chassis.tokens import Mint
from services.suppliers.application.timetable import mailings
from services.suppliers.application.writing import write_letters
from services.suppliers.persistence.unit_of_work import UnitOfWork
from tests.component.suppliers.registry import OTHERS, SECRET, SIRET, Registry, a_supplier
from tests.component.suppliers.test_awards import BUYER
from tests.held_clock import HeldClock

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
DEADLINE = "2027-03-19T12:00:00+01:00"
SCOPES = frozenset({"suppliers:write", "sourcing:match", "sourcing:write", "sourcing:send"})
TERMS = {
    "buyer": BUYER,
    "title": "Entretien des routes",
    "text": "Réfection de chaussées dans le Trégor",
    "department": "dirn",
    "area": "travaux",
    "cpv": "45233140",
    "deadline": DEADLINE,
    "batch": 2,
    "enough": 3,
    "questions": ["Quel délai ?"],
}
SUPPLIERS = (SIRET, *OTHERS)


class Postbox:
    """A mail that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    async def send(self, letter: Letter) -> None:
        self.letters.append(letter)


class SourcingDesk:
    """A buyer at work, and the clock in its hand."""

    def __init__(self, registry: Registry) -> None:
        self.registry, self.now, self.post = registry, MONDAY, Postbox()
        registry.app.state.clock = HeldClock(shown=lambda: self.now)

    async def act(self, path: str, body: Any = None, **options: Any) -> Any:
        answer = await self.registry.call("POST", path, body or {}, scopes=SCOPES, **options)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def prepared(self, **terms: Any) -> str:
        """The path of a draft with its suppliers."""
        for siret in SUPPLIERS:
            await self.registry.register(a_supplier(siret), scopes=SCOPES)
            mailbox = {"email": f"{siret}@example.org"}
            await self.registry.call("PUT", f"/suppliers/{siret}/mailbox", mailbox, scopes=SCOPES)
        path = f"/sourcing-requests/{(await self.act('/sourcing-requests', {**TERMS, **terms}))['id']}"
        await self.act(f"{path}/suppliers", {"identifiers": [{"id": siret} for siret in SUPPLIERS]})
        return path

    async def opened(self, **terms: Any) -> str:
        """The path of a request whose suppliers are asked."""
        path = await self.prepared(**terms)
        await self.act(f"{path}/opening")
        return path

    async def at(self, now: datetime) -> None:
        """Let the scheduler do what is due."""
        self.now = now
        dues = (mailings(Mint(SECRET)),)
        await Scheduler("suppliers", self.registry.database, UnitOfWork, dues).catch_up(now)
        await write_letters(self.post, self.registry.database, now)

    async def contacts(self, path: str) -> dict[str, Any]:
        answer = await self.registry.call("GET", f"{path}/contacts", scopes=SCOPES)
        document: dict[str, Any] = answer.json()
        return document

    async def asked(self, path: str) -> list[str]:
        items = (await self.contacts(path))["items"]
        return [one["identifier"]["id"] for one in items if one["invited_at"]]

    async def say(self, path: str, act: str, body: Any, siret: str) -> Any:
        return await self.registry.call("POST", f"{path}/{act}", body, scopes=frozenset(), organisation=siret)
