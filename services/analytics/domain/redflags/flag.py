"""A red flag with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Group(StrEnum):
    """Whom a flag is about."""

    PROCESS = "OCID"
    BUYER = "Buyer"
    PROCURING_ENTITY = "ProcuringEntity"
    TENDERER = "Tenderer"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Ids of the processes, bids and organizations behind a flag, and the numbers it was computed from."""

    processes: tuple[str, ...] = ()
    bids: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Flag:
    """A sign that deserves a look, no proof of anything: `value` is what the indicator answers for `subject`."""

    code: str
    group: Group
    subject: str
    value: float
    evidence: Evidence
