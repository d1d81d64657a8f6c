"""Deliveries of webhooks, believed once their signature was verified (Standard Webhooks 1.0).

Whoever would rather use the public package `standardwebhooks`, or verify by the public key, finds both in
docs/webhooks.md.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass

from prenan_client.facts import Event
from prenan_client.problems import PrenanError

TOLERANCE_SECONDS = 300.0


class NotGenuine(PrenanError):
    """This was not sent by the platform, or not now: answer 401, and believe nothing of it."""


@dataclass(frozen=True)
class Delivery:
    """A fact that was delivered; the same `id` may come again, and `position` in `feed` is where a replay begins."""

    id: str
    feed: str
    position: int
    event: Event


def verified(body: bytes, headers: Mapping[str, str], *secrets: str, now: float | None = None) -> Delivery:
    """What was delivered, signed by one of the secrets (`whsec_…`; two while one replaces another).

    Raises `NotGenuine`.
    """
    given = {name.lower(): value for name, value in headers.items()}
    identity, stamp = given.get("webhook-id", ""), given.get("webhook-timestamp", "")
    if not stamp.isdecimal() or abs((time.time() if now is None else now) - int(stamp)) > TOLERANCE_SECONDS:
        raise NotGenuine("Its time is missing, or more than five minutes off.")
    signed = b".".join((identity.encode(), stamp.encode(), body))
    signatures = [one[3:] for one in given.get("webhook-signature", "").split() if one.startswith("v1,")]
    if not any(_is_by(secret, signed, signature) for secret in secrets for signature in signatures):
        raise NotGenuine("No signature is by a secret that is known.")
    position = given.get("prenan-position", "0")
    return Delivery(identity, given.get("prenan-feed", ""), int(position), Event.model_validate_json(body))


def _is_by(secret: str, signed: bytes, signature: str) -> bool:
    made = hmac.digest(base64.b64decode(secret.removeprefix("whsec_")), signed, hashlib.sha256)
    return hmac.compare_digest(base64.b64encode(made), signature.encode())
