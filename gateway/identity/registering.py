"""Registering a client, and giving it a further secret: what is shown once, and what is kept of it."""

from datetime import datetime, timedelta

from gateway.identity.client import Client, Secret, digest_of
from gateway.identity.clients import Clients
from gateway.keys.key import ID_LENGTH, chance, grown

SECRET_LENGTH = 43
"""256 bits of chance."""


def client_secret(seed: str, pepper: str) -> str:
    """The secret that follows from a seed."""
    return grown(f"client {seed}", pepper, SECRET_LENGTH)


async def register(
    clients: Clients,
    pepper: str,
    *,
    seed: str,
    role: str,
    organisation: str,
    now: datetime,
    client: str | None,
    days: int,
) -> Client:
    """A new client, whose first secret only who has its `seed` can show."""
    secret = _new_secret(seed, pepper, now, days)
    named = client or f"{role}@{organisation}"
    made = Client(chance(ID_LENGTH), named, role, organisation, now, secrets=(secret,))
    await clients.add(made)
    return made


async def replace_secret(
    clients: Clients, pepper: str, client_id: str, *, seed: str, now: datetime, days: int
) -> Secret:
    """A further secret, so that the one in use can be ended without a gap."""
    secret = _new_secret(seed, pepper, now, days)
    await clients.add_secret(client_id, secret)
    return secret


def _new_secret(seed: str, pepper: str, now: datetime, days: int) -> Secret:
    digest = digest_of(client_secret(seed, pepper), pepper)
    return Secret(chance(ID_LENGTH), digest, now, now + timedelta(days=days))
