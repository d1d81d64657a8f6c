"""Deliveries that the kit makes itself: what the client's receiver takes, and what it believes."""

import base64
import hashlib
import hmac
import json
import time
from datetime import UTC, datetime
from uuid import uuid4

import httpx

from deploy.cli.conformance.rules.receiving import FORGED, GENUINE, OLD, REPEATED

_TYPE = "bzh.prenan.WebhookTested.v1"
_HOUR_SECONDS = 3600


class Probe:
    """Sends to a receiver as the platform does (Standard Webhooks 1.0)."""

    def __init__(self, http: httpx.AsyncClient, url: str, secret: str) -> None:
        self._http, self._url = http, url
        self._secret = base64.b64decode(secret.removeprefix("whsec_"))

    async def all(self) -> dict[str, int]:
        """How the receiver answered each delivery, by what it was; 0 where it did not."""
        identity, now = str(uuid4()), int(time.time())
        body = _event(identity)
        return {
            GENUINE: await self._sent(identity, now, body, self._secret),
            REPEATED: await self._sent(identity, now, body, self._secret),
            FORGED: await self._sent(str(uuid4()), now, body, b"another secret"),
            OLD: await self._sent(str(uuid4()), now - _HOUR_SECONDS, body, self._secret),
        }

    async def _sent(self, identity: str, at: int, body: bytes, secret: bytes) -> int:
        signature = hmac.digest(secret, f"{identity}.{at}.".encode() + body, hashlib.sha256)
        headers = {
            "content-type": "application/cloudevents+json", "webhook-id": identity, "webhook-timestamp": str(at),
            "webhook-signature": f"v1,{base64.b64encode(signature).decode()}", "prenan-feed": "procedures",
            "prenan-position": "0",
        }  # fmt: skip
        try:
            return (await self._http.post(self._url, content=body, headers=headers)).status_code
        except httpx.TransportError:
            return 0


def _event(identity: str) -> bytes:
    """A fact of a type that the client need not know."""
    at = datetime.now(UTC).isoformat()
    named = {"specversion": "1.0", "id": identity, "source": "/conformance", "type": _TYPE, "subject": "conformance"}
    more = {"time": at, "recordedtime": at, "partitionkey": "conformance", "sequence": f"{1:012}"}
    return json.dumps({**named, **more, "datacontenttype": "application/json", "data": {}}).encode()
