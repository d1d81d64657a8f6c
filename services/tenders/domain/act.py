"""Who does something, kept beside what was done."""

from dataclasses import dataclass
from datetime import datetime

CLOCK = "clock"
"""Who acts where only time asks for it."""


@dataclass(frozen=True)
class Act:
    """What was asked of the service: its `name`, by the key of which `client`, and when."""

    client: str
    name: str
    at: datetime
