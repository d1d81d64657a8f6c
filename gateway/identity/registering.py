"""Registering a client, and giving it a further secret: what is shown once, and what is kept of it."""

import secrets
from datetime import datetime, timedelta

from gateway.identity.client import Client, Secret, digest_of
from gateway.identity.clients import Clients
from gateway.keys.key import chance

ID_LENGTH = 12


async def register(
    clients: Clients, pepper: str, *, role: str, organisation: str, now: datetime, client: str | None, days: int
) -> tuple[str, Client]:
    """A new client and its first secret, which cannot be shown again."""
    shown, secret = _new_secret(pepper, now, days)
    named = client or f"{role}@{organisation}"
    made = Client(chance(ID_LENGTH), named, role, organisation, now, secrets=(secret,))
    await clients.add(made)
    return shown, made


async def replace_secret(clients: Clients, pepper: str, client_id: str, now: datetime, days: int) -> tuple[str, Secret]:
    """A further secret, so that the one in use can be ended without a gap; it cannot be shown again."""
    shown, secret = _new_secret(pepper, now, days)
    await clients.add_secret(client_id, secret)
    return shown, secret


def _new_secret(pepper: str, now: datetime, days: int) -> tuple[str, Secret]:
    shown = secrets.token_urlsafe(32)
    return shown, Secret(chance(ID_LENGTH), digest_of(shown, pepper), now, now + timedelta(days=days))
