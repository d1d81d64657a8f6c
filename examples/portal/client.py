"""A portal's client that conforms: each line of its standard input is a step of `prenan conformance`."""

import json
import sys
import threading
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import environ
from typing import Any, ClassVar

from prenan_client import Answer, NotGenuine, Prenan, Tender, Unacceptable, verified


class Receiver(BaseHTTPRequestHandler):
    """Takes what is signed; what it knows already it takes and forgets."""

    secrets: ClassVar[list[str]] = []
    known: ClassVar[set[str]] = set()

    def do_POST(self) -> None:
        """Answer a delivery."""
        body = self.rfile.read(int(self.headers["content-length"]))
        try:
            delivery = verified(body, dict(self.headers), *self.secrets)
        except NotGenuine:
            self.send_response(401)
        else:
            self.known.add(delivery.id)  # a real one does its work and keeps the id in one transaction
            self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the word of the base class
        """Say nothing of each delivery."""


class Portal:
    """What it does in each step, under the step's name."""

    def __init__(self) -> None:
        proof = environ["PRENAN_CLIENT_ID"], environ["PRENAN_CLIENT_SECRET"]
        self.prenan = Prenan(environ["PRENAN_URL"], client=proof)
        self.made: Answer

    @property
    def path(self) -> str:
        """That of the tender."""
        return f"/tenders/{self.made['id']}"

    def draft(self, step: dict[str, Any]) -> None:
        """Draft, and keep the owner token with the id."""
        self.made = self.prenan.post("/tenders", terms(step))

    def change(self, step: dict[str, Any]) -> None:
        """Change under the version that is read; what somebody else did meanwhile is read first."""
        changed = terms(step) | {"title": f"{step['title']}, changed"}
        self.prenan.edit(self.path, lambda _: changed, owner=self.made.owner_token)

    def publish(self, step: dict[str, Any]) -> None:
        """Try what is refused, say why, and do what is allowed."""
        now = datetime.fromisoformat(self.prenan.get("/time")["now"])
        for hours in (-24, step["hours"]):
            deadline = {"deadline": (now + timedelta(hours=hours)).isoformat()}
            try:
                self.prenan.post(f"{self.path}/publication", deadline, owner=self.made.owner_token)
            except Unacceptable as problem:
                sys.stderr.write(f"{problem}\n")

    def list(self, _: dict[str, Any]) -> None:
        """Read page after page."""
        for tender in self.prenan.every(Tender, limit=1):
            assert tender.lots

    def follow(self, step: dict[str, Any]) -> None:
        """Follow the feed beside everything else."""
        threading.Thread(target=self._follow, args=(step["start"],), daemon=True).start()

    def _follow(self, start: int) -> None:
        for fact in self.prenan.feed("procedures", after=start).follow():
            assert fact.position > start

    def webhook(self, _: dict[str, Any]) -> None:
        """Open the receiver, then ask for deliveries, then learn the secret."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        wanted = {"url": f"http://127.0.0.1:{server.server_port}/", "filter": {"type": ["ContractAwarded"]}}
        webhook = self.prenan.post("/webhooks", wanted)
        secrets = self.prenan.get(f"/webhooks/{webhook['id']}/secrets")["items"]
        Receiver.secrets.extend(each["secret"] for each in secrets)

    def award(self, _: dict[str, Any]) -> None:
        """Nothing: others act, and the receiver is told."""


def terms(step: dict[str, Any]) -> dict[str, Any]:
    """The tender that the first step describes."""
    return {
        "title": step["title"], "buyer": step["buyer"], "department": "buildings", "area": "construction",
        "procedure": "adapted", "nature": "works", "cpv": "45214000", "places": ["FRH03"],
        "estimated_value": {"amount": "180000.00"},
        "lots": [{"number": 1, "title": "Masonry"}, {"number": 2, "title": "Plumbing"}],
    }  # fmt: skip


portal = Portal()
for line in sys.stdin:
    said = json.loads(line)
    getattr(portal, said["step"])(said)
