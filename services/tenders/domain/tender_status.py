"""The states of a tender and the moves between them."""

from collections.abc import Mapping
from enum import StrEnum


class TenderStatus(StrEnum):
    """Where a tender stands; its lots have states of their own."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    PUBLISHED = "published"
    CLOSED = "closed"
    OPENED = "opened"
    EVALUATED = "evaluated"
    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    CANCELLED = "cancelled"


_ENDS = frozenset({TenderStatus.AWARDED, TenderStatus.UNSUCCESSFUL, TenderStatus.CANCELLED})

NEXT: Mapping[TenderStatus, frozenset[TenderStatus]] = {
    TenderStatus.DRAFT: frozenset(
        {TenderStatus.DRAFT, TenderStatus.IN_REVIEW, TenderStatus.PUBLISHED, TenderStatus.CANCELLED}
    ),
    TenderStatus.IN_REVIEW: frozenset({TenderStatus.DRAFT, TenderStatus.APPROVED, TenderStatus.CANCELLED}),
    TenderStatus.APPROVED: frozenset({TenderStatus.DRAFT, TenderStatus.PUBLISHED, TenderStatus.CANCELLED}),
    TenderStatus.PUBLISHED: frozenset({TenderStatus.PUBLISHED, TenderStatus.CLOSED, TenderStatus.CANCELLED}),
    TenderStatus.CLOSED: frozenset({TenderStatus.OPENED, *_ENDS}),
    TenderStatus.OPENED: frozenset({TenderStatus.PUBLISHED, TenderStatus.EVALUATED, *_ENDS}),
    TenderStatus.EVALUATED: frozenset({TenderStatus.OPENED, *_ENDS}),
    TenderStatus.AWARDED: frozenset({TenderStatus.OPENED}),
    TenderStatus.UNSUCCESSFUL: frozenset(),
    TenderStatus.CANCELLED: frozenset(),
}
"""The one transition table of every procedure; `opened` leads back to `published` where a further phase follows, and an
annulled award leads back to `opened`."""
