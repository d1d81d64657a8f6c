"""How often suppliers may be asked."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from services.suppliers.domain.requests.contact import Contact

MOST = 4
"""Invitations of a supplier within `WINDOW`, from all buyers together."""
WINDOW = timedelta(days=30)


def within_cap(waiting: Sequence[Contact], recent: Mapping[UUID, int]) -> list[Contact]:
    """Those who may still be asked, by how often each was asked recently, in their order."""
    return [contact for contact in waiting if recent.get(contact.supplier_id, 0) < MOST]
