"""Approving a tender before its publication."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from chassis.caching import Expected
from contracts.reference.authorities import chain_of
from contracts.vocabulary import Text
from services.tenders.domain.review import Review
from services.tenders.domain.review_round import Reviewer
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Reviewed:
    """A tender and its review, which change together."""

    tender: Tender
    review: Review

    @property
    def id(self) -> UUID:
        """Identity of the tender."""
        return self.tender.id

    @property
    def revision(self) -> int:
        """What the tender's entity tag shows."""
        return self.tender.revision


async def submit_tender(
    uow: UnitOfWork, tender_id: UUID, *, by: Reviewer, expected: Expected, now: datetime
) -> Reviewed:
    """Ask for the approval of a draft."""
    async with uow:
        reviewed = await _load(uow, tender_id, by, expected)
        reviewed.review.submit(reviewed.tender, chain_of(reviewed.tender.terms.buyer), by=by, now=now)
    return reviewed


async def approve_tender(
    uow: UnitOfWork, tender_id: UUID, *, comment: Text | None, by: Reviewer, expected: Expected, now: datetime
) -> Reviewed:
    """Take the next step of the approval."""
    async with uow:
        reviewed = await _load(uow, tender_id, by, expected)
        reviewed.review.approve(reviewed.tender, comment, by=by, now=now)
    return reviewed


async def request_changes(
    uow: UnitOfWork, tender_id: UUID, *, comment: Text, by: Reviewer, expected: Expected, now: datetime
) -> Reviewed:
    """Send a submitted tender back to its authors."""
    async with uow:
        reviewed = await _load(uow, tender_id, by, expected)
        reviewed.review.request_changes(reviewed.tender, comment, by=by, now=now)
    return reviewed


async def recall_tender(
    uow: UnitOfWork, tender_id: UUID, *, by: Reviewer, expected: Expected, now: datetime
) -> Reviewed:
    """Take a submitted tender back."""
    async with uow:
        reviewed = await _load(uow, tender_id, by, expected)
        reviewed.review.recall(reviewed.tender, by=by, now=now)
    return reviewed


async def _load(uow: UnitOfWork, tender_id: UUID, by: Reviewer, expected: Expected) -> Reviewed:
    tender = await uow.tenders.get(tender_id, by=by.buyer, expected=expected)
    return Reviewed(tender, await uow.reviews.of(tender_id))
