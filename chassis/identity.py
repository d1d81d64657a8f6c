"""Identifiers that sort by the time they were made."""

import secrets
import time
from uuid import UUID


def uuid7(milliseconds: int | None = None) -> UUID:
    """A UUID version 7 (RFC 9562 5.7): 48 bits of Unix milliseconds, then chance."""
    stamp = milliseconds if milliseconds is not None else time.time_ns() // 1_000_000
    chance = secrets.randbits(74)
    high = (stamp & (1 << 48) - 1) << 80 | 0x7 << 76 | (chance >> 62) << 64
    return UUID(int=high | 0b10 << 62 | chance & (1 << 62) - 1)
