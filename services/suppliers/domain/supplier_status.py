"""Where a supplier stands in the registry."""

from collections.abc import Mapping
from enum import StrEnum


class SupplierStatus(StrEnum):
    """Whether a supplier may be found and awarded: suspended ones are shown as such, merged ones are another's."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    MERGED = "merged"


NEXT: Mapping[SupplierStatus, frozenset[SupplierStatus]] = {
    SupplierStatus.ACTIVE: frozenset({SupplierStatus.SUSPENDED, SupplierStatus.MERGED}),
    SupplierStatus.SUSPENDED: frozenset({SupplierStatus.ACTIVE, SupplierStatus.MERGED}),
    SupplierStatus.MERGED: frozenset(),
}
