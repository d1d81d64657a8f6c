"""The states of a contract and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum


class ContractStatus(StrEnum):
    """Where a contract stands: signé, notifié and so in effect, then achevé or résilié."""

    SIGNED = "signed"
    NOTIFIED = "notified"
    ENDED = "ended"
    TERMINATED = "terminated"


NEXT: Mapping[ContractStatus, frozenset[ContractStatus]] = {
    ContractStatus.SIGNED: frozenset({ContractStatus.NOTIFIED}),
    ContractStatus.NOTIFIED: frozenset({ContractStatus.NOTIFIED, ContractStatus.ENDED, ContractStatus.TERMINATED}),
    ContractStatus.ENDED: frozenset(),
    ContractStatus.TERMINATED: frozenset(),
}
"""Every move of a contract; `notified` leads to itself where the contract is modified."""
