"""The secrets of an embedded platform, made once at its first start."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from deploy.embedded import DATABASES
from deploy.embedded.state import read_json, write_json


@dataclass(frozen=True)
class Credentials:
    """Secrets that no process gets beyond the ones it needs."""

    platform_secret: str
    """Signs the principal that the gateway passes to the services."""
    key_pepper: str
    """Keys the HMAC under which API keys are stored."""
    journal_key: str
    """Signs the checkpoints of the journals."""
    passwords: dict[str, str]
    """Password of each database role, the administrator `postgres` included."""

    @classmethod
    def kept_in(cls, path: Path) -> Self:
        """The secrets of this home, made and stored for its owner only at the first start."""
        known = read_json(path)
        passwords = known.get("passwords", {})
        made = cls(
            platform_secret=known.get("platform_secret") or secrets.token_urlsafe(32),
            key_pepper=known.get("key_pepper") or secrets.token_urlsafe(32),
            journal_key=known.get("journal_key") or secrets.token_urlsafe(32),
            passwords={role: passwords.get(role) or secrets.token_urlsafe(24) for role in ("postgres", *DATABASES)},
        )
        if known != vars(made):
            write_json(path, vars(made))
        return made
