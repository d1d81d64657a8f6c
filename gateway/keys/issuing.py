"""Issuing a key: whose role, for which organisation, how long."""

from datetime import datetime, timedelta

from contracts.reference.roles import roles
from gateway.keys.grant import Grant
from gateway.keys.key import ID_LENGTH, Key, chance
from gateway.keys.register import Register

DEFAULT_DAYS = 365
LONGEST_DAYS = 1096


def roles_with_a_key() -> list[str]:
    """Codes of the roles that a key can be issued for."""
    return sorted(code for code, role in roles().items() if role.key)


async def issue(
    register: Register,
    pepper: str,
    *,
    role: str,
    organisation: str,
    now: datetime,
    client: str | None = None,
    days: int = DEFAULT_DAYS,
    retire_oldest: bool = False,
    demo: bool = False,
    seed: str | None = None,
) -> tuple[Key, Grant]:
    """A new key, and what it grants; the key is not kept, and only who has its `seed` can show it again."""
    key = Key.grown(chance(ID_LENGTH), seed, pepper) if seed else Key.new()
    named = client or f"{role}@{organisation}"
    until = now + timedelta(days=days)
    grant = Grant(key.id, named, role, organisation, key.digest(pepper), now, until, demo=demo)
    await register.add(grant, retire_oldest=retire_oldest)
    return key, grant
