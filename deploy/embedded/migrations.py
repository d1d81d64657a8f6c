"""Brings each service's database to the state its code expects."""

import hashlib

from deploy.embedded import ROOT
from deploy.embedded.program import output_of


def folder_of(owner: str) -> str:
    """Where a service's, or the gateway's, migrations lie, from the project's folder."""
    return "gateway/migrations" if owner == "gateway" else f"services/{owner}/migrations"


def digest(owner: str) -> str:
    """A fingerprint of a service's migrations: equal as long as there is nothing new to apply."""
    files = sorted((ROOT / folder_of(owner)).rglob("*.py"))
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()


async def migrate(owner: str, address: str) -> None:
    """Apply a service's migrations up to the newest."""
    await output_of("alembic", "-n", owner, "upgrade", "head", environment={"DATABASE_URL": address})
