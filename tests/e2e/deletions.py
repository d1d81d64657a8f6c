"""How each thing comes about that an operation deletes, and how one sees that it is there."""

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from chassis.tokens import Mint
from deploy.embedded.demo_keys import REGION
from services.analytics.domain.alert import ending_token
from tests.component.tenders.files import PDF
from tests.e2e.belongings import CALL, COMPANY, PURCHASE, soon
from tests.e2e.platforms import PlatformUnderTest

Names = Mapping[str, str]
"""What was made: the names in its path, and what else is known of it."""
IsThere = Callable[[PlatformUnderTest, Names], Awaitable[bool]]
GONE = frozenset({401, 404, 410})
HARMLESS, ANEW, ON_RECORD, ENDED = frozenset({204}), frozenset({200, 204}), frozenset({200}), frozenset({409})
"""What is gone is deleted again; a PUT makes it anew; who had rights is on record, and gets no more."""


@dataclass(frozen=True)
class Step:
    """One call that makes something, and which members of its answer are known by which names from then on."""

    operation: str
    role: str | None
    body: Any = None
    names: Names = field(default_factory=dict)

    async def take(self, platform: PlatformUnderTest, made: Names) -> Names:
        """Make it."""
        method, path = self.operation.split(" ")
        file = {"content": self.body, "headers": {"Content-Type": "application/pdf"}}
        said: dict[str, Any] = file if isinstance(self.body, bytes) else {"json": self.body}
        async with platform.client(self.role) as http:
            answer = await http.request(method, path.format(**made), **said)
        assert answer.is_success, f"{self.operation}: {answer.text}"
        given = answer.json() if answer.content else {}
        return {**made, **{name: given[member] for name, member in self.names.items()}}


@dataclass(frozen=True)
class Deletion:
    """What an operation deletes."""

    role: str | None
    steps: tuple[Step, ...]
    is_there: IsThere | None
    """None where nobody can see it."""
    otherwise: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """Methods that answer otherwise than that it is gone."""
    link: Callable[[str, Names], str] | None = None
    """The token of the link that deletes it, from the platform's secret."""

    async def make(self, platform: PlatformUnderTest) -> Names:
        """A new one, by the API."""
        made: Names = {}
        for step in self.steps:
            made = await step.take(platform, made)
        kept = json.loads((platform.home / "secrets.json").read_text())
        return {**made, "token": self.link(kept["platform_secret"], made)} if self.link else made


def listed(path: str, role: str | None, name: str) -> IsThere:
    """Whether an answer shows what is known by a name, or these very words."""

    async def is_there(platform: PlatformUnderTest, made: Names) -> bool:
        async with platform.client(role) as http:
            answer = await http.get(path.format(**made))
        return answer.status_code == 200 and made.get(name, name) in answer.text

    return is_there


async def opens(platform: PlatformUnderTest, made: Names) -> bool:
    """Whether a key proves who calls."""
    async with platform.client() as http:
        answer = await http.get("/principal", headers={"Authorization": f"Bearer {made['key']}"})
    return answer.status_code == 200


async def is_given_tokens(platform: PlatformUnderTest, made: Names) -> bool:
    """Whether a client is given a token for the secret."""
    async with platform.client() as http:
        proof = (made["client_id"], made["client_secret"])
        answer = await http.post("/oauth/token", data={"grant_type": "client_credentials"}, auth=proof)
    return answer.status_code == 200


def minted(name: str) -> Callable[[str, Names], str]:
    """The token of a letter's link."""
    return lambda secret, made: Mint(secret).token(name.format(**made))


def ending(secret: str, made: Names) -> str:
    """The token of an alert's letters."""
    return ending_token(UUID(made["alert_id"]), secret.encode())


OWN = "purchasing-referent"
COMPANY_PATH = f"/suppliers/{COMPANY}"
ALERT = Step("POST /alerts", "evaluator", {"kind": "target-crossed"}, {"alert_id": "id"})
SEARCH = Step("POST /saved-searches", OWN, {"name": "Roads", "email": "roads@example.org"}, {"search_id": "id"})
IDENTIFIED = {"identifier": {"id": COMPANY}, "name": "Masons of the Vilaine", "size": "pme"}
RECORDED = Step("POST /supplier-records", "operator", {"records": [IDENTIFIED]})
KNOWN = Step(f"GET {COMPANY_PATH}", None, names={"supplier_id": "id"})
REGISTERED = (RECORDED, KNOWN)
"""Whatever others said of it before."""
MAILBOX = Step(f"PUT {COMPANY_PATH}/mailbox", "portal", {"email": "office@example.org"})
UNTIL = soon(30 * 86_400)[:10]
CAUTION = Step(
    f"PUT {COMPANY_PATH}/caution", OWN, {"reason": "Two works were left unfinished", "until": UNTIL}, {"until": "until"}
)
FAVOURITE = Step(f"PUT {COMPANY_PATH}/favourite", OWN)
PARTNERING = Step(f"PUT {COMPANY_PATH}/partnering", "portal")
PANEL = Step("POST /panels", OWN, {"name": "Bricklayers", "purpose": "Small works"}, {"panel_id": "id"})
MEMBER = Step("POST /panels/{panel_id}/suppliers", OWN, {"identifiers": [{"id": COMPANY}]})
NOTE = Step(f"POST {COMPANY_PATH}/notes", OWN, {"text": "Prompt"}, {"note_id": "id"})
ENTRY = Step("POST /plan-entries", OWN, PURCHASE, {"entry_id": "id"})
FOLLOWER = Step("POST /plan-entries/{entry_id}/followers", None, {"email": "one@example.org"}, {"token": "token"})
DRAFT = Step("POST /tenders", "mandatary", CALL, {"tender_id": "id"})
DOCUMENT = Step("POST /tenders/{tender_id}/documents?kind=technical&name=rules.pdf", "mandatary", PDF, {"name": "name"})
ASKED = {"role": "supplier", "organisation": REGION, "client": "to be deleted"}
KEY = Step("POST /keys", "operator", ASKED, {"key_id": "id", "key": "key"})
CLIENT = Step("POST /oauth-clients", "operator", ASKED, {"client_id": "client_id", "client_secret": "client_secret"})
SECRET = Step(
    "POST /oauth-clients/{client_id}/secrets", "operator", {}, {"secret_id": "id", "client_secret": "client_secret"}
)
SIGNING = Step("POST /signing-keys", "operator", None, {"kid": "kid"})
NEED = {
    "title": "Roofs",
    "text": "Roofs of schools",
    "buyer": REGION,
    "department": "buildings",
    "area": "construction",
    "cpv": "45214000",
    "deadline": soon(86_400),
    "questions": ["When?"],
}
REQUEST = Step("POST /sourcing-requests", OWN, NEED, {"request_id": "id"})
FILE = Step("POST /sourcing-requests/{request_id}/attachments?name=plan.pdf", OWN, PDF, {"name": "name"})
WEBHOOK = Step("POST /webhooks", "portal", {"url": "https://example.org/hook"}, {"webhook_id": "id"})

ALERTS = listed("/alerts", "evaluator", "alert_id")
AGAIN = {"DELETE": HARMLESS}
SET = {"DELETE": HARMLESS, "PUT": ANEW}
REVOKED = {"DELETE": HARMLESS, "GET": ON_RECORD, "POST": ENDED}

DELETIONS = {
    "/alerts/{alert_id}": Deletion("evaluator", (ALERT,), ALERTS, link=ending),
    "/alerts/{alert_id}/{token}": Deletion(None, (ALERT,), ALERTS, link=ending),
    "/keys/{key_id}": Deletion("operator", (KEY,), opens, REVOKED),
    "/mailboxes/{supplier_id}/{token}": Deletion(
        *(None, (*REGISTERED, MAILBOX), None, AGAIN), link=minted("mailbox {supplier_id}")
    ),
    "/oauth-clients/{client_id}": Deletion("operator", (CLIENT, SECRET), is_given_tokens, REVOKED),
    "/oauth-clients/{client_id}/secrets/{secret_id}": Deletion("operator", (CLIENT, SECRET), is_given_tokens, AGAIN),
    "/panels/{panel_id}": Deletion(OWN, (*REGISTERED, PANEL, MEMBER), listed("/panels", OWN, "panel_id")),
    "/panels/{panel_id}/suppliers/{siret}": Deletion(
        OWN, (*REGISTERED, PANEL, MEMBER), listed("/panels/{panel_id}/suppliers", OWN, COMPANY), AGAIN
    ),
    "/plan-entries/{entry_id}/followers/{token}": Deletion(
        None, (ENTRY, FOLLOWER), listed("/plan-entries/{entry_id}/followers", None, '"followers":1'), AGAIN
    ),
    "/saved-searches/{search_id}": Deletion(OWN, (SEARCH,), listed("/saved-searches", OWN, "search_id")),
    "/saved-searches/{search_id}/email/{token}": Deletion(
        *(OWN, (SEARCH,), listed("/saved-searches/{search_id}", OWN, "roads@example.org"), AGAIN),
        link=minted("saved search {search_id}"),
    ),
    "/signing-keys/{kid}": Deletion("operator", (SIGNING,), listed("/.well-known/jwks.json", None, "kid")),
    "/sourcing-requests/{request_id}/attachments/{name}": Deletion(
        OWN, (REQUEST, FILE), listed("/sourcing-requests/{request_id}", OWN, "name")
    ),
    "/suppliers/{siret}/caution": Deletion(OWN, (*REGISTERED, CAUTION), listed("/cautions", OWN, COMPANY[:9]), SET),
    "/suppliers/{siret}/favourite": Deletion(OWN, (*REGISTERED, FAVOURITE), listed("/favourites", OWN, COMPANY), SET),
    "/suppliers/{siret}/mailbox": Deletion("portal", (*REGISTERED, MAILBOX), None, SET),
    "/suppliers/{siret}/notes/{note_id}": Deletion(
        OWN, (*REGISTERED, NOTE), listed(f"{COMPANY_PATH}/notes", OWN, "note_id")
    ),
    "/suppliers/{siret}/partnering": Deletion(
        "portal", (*REGISTERED, PARTNERING), listed(f"{COMPANY_PATH}/partners?cpv=45214000", "portal", "items"), SET
    ),
    "/tenders/{tender_id}/documents/{name}": Deletion(
        "mandatary", (DRAFT, DOCUMENT), listed("/tenders/{tender_id}/documents", "mandatary", "name")
    ),
    "/webhooks/{webhook_id}": Deletion("portal", (WEBHOOK,), listed("/webhooks", "portal", "webhook_id")),
}
"""By the path of the operation that deletes it. Of mailboxes nobody is told but their supplier, by letters."""
