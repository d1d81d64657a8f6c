"""Putting a need to suppliers: drafts, proposals, mailings, the end."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from chassis.caching import Expected
from chassis.due import Act
from chassis.tokens import Mint
from contracts.vocabulary import Identifier
from services.suppliers.application.addressing import write_to
from services.suppliers.domain.identity import supplier_id
from services.suppliers.domain.matching.kept import MatchNotFound
from services.suppliers.domain.matching.quota import Standing
from services.suppliers.domain.requests.caps import within_cap
from services.suppliers.domain.requests.contact import Contact
from services.suppliers.domain.requests.invitation import invitation
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.domain.requests.supplier_question import SupplierQuestion
from services.suppliers.domain.requests.terms import RequestTerms
from services.suppliers.persistence.unit_of_work import UnitOfWork


async def draft_request(uow: UnitOfWork, request_id: UUID, terms: RequestTerms) -> SourcingRequest:
    """Begin a request, seen by its buyer alone."""
    async with uow:
        request = SourcingRequest.drafted(request_id, terms)
        uow.requests.add(request)
    return request


async def change_request(
    uow: UnitOfWork, request_id: UUID, terms: RequestTerms, *, by: str | None, expected: Expected
) -> SourcingRequest:
    """Replace what a draft asks."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=expected)
        request.change(terms)
    return request


async def propose_suppliers(
    uow: UnitOfWork, request_id: UUID, match_id: UUID, *, by: str | None, expected: Expected, now: datetime
) -> SourcingRequest:
    """Take over the suppliers of a shortlist, in its order, behind those who are there already."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=expected)
        kept = await uow.shortlists.get(match_id, by=by)
        if kept is None:
            raise MatchNotFound
        ids = [UUID(position.supplier) for position in kept.positions]
        await _add(uow, request, await uow.suppliers.identifiers(ids), ids)
        new = len(kept.positions) - kept.count(Standing.PROVEN)
        request.propose(match_id, count=len(ids), newcomers=new, quota=kept.quota.new, now=now)
        request.resume(now=now)
    return request


async def add_suppliers(
    uow: UnitOfWork, request_id: UUID, identifiers: Sequence[Identifier], *, by: str | None, expected: Expected,
    now: datetime,
) -> SourcingRequest:  # fmt: skip
    """Add suppliers by hand, behind those who are there already."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=expected)
        named = {supplier_id(identifier): identifier for identifier in identifiers}
        await _add(uow, request, named, list(named))
        request.changes += 1
        request.resume(now=now)
    return request


async def _add(uow: UnitOfWork, request: SourcingRequest, named: dict[UUID, Identifier], order: Sequence[UUID]) -> None:
    there = await uow.contacts.of(request.id)
    known, last = {one.supplier_id for one in there}, max((one.rank for one in there), default=0)
    fresh = [each for each in order if each in named and each not in known]
    ranked = enumerate(fresh, start=last + 1)
    uow.contacts.add_all([Contact.waiting(request.id, each, named[each], rank) for rank, each in ranked])


async def open_request(
    uow: UnitOfWork, request_id: UUID, *, by: str | None, expected: Expected, now: datetime
) -> SourcingRequest:
    """Let suppliers be asked."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=expected)
        request.open(now=now)
    return request


async def close_request(
    uow: UnitOfWork, request_id: UUID, tender_id: UUID | None, *, by: str | None, expected: Expected, now: datetime
) -> SourcingRequest:
    """Take no more answers."""
    async with uow:
        request = await uow.requests.get(request_id, by=by, expected=expected)
        request.close(now=now, tender_id=tender_id)
    return request


async def read_contacts(
    uow: UnitOfWork, request_id: UUID, *, by: str | None
) -> tuple[Sequence[Contact], Sequence[SupplierQuestion]]:
    """Whom a request of this buyer asks, by rank, and what they asked."""
    async with uow:
        await uow.requests.of_buyer(request_id, by)
        return await uow.contacts.of(request_id), await uow.supplier_questions.of(request_id)


def mailing(mint: Mint) -> Act:
    """What time makes of requests: the next mailing, and the end."""

    async def advance(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
        async with uow:
            for request in await uow.requests.locked(ids):
                if now >= request.terms.deadline:
                    request.close(now=now)
                else:
                    await _mail(uow, request, mint, now)

    return advance


async def _mail(uow: UnitOfWork, request: SourcingRequest, mint: Mint, now: datetime) -> None:
    await uow.flush()  # whom the requests before this one ask now counts as well
    waiting = await uow.contacts.waiting(request.id)
    free = within_cap(waiting, await uow.contacts.recent(waiting, now))
    if waiting and not free:
        request.postpone(now=now)
        return
    answered = await uow.contacts.answered(request.id)
    asked = request.send_batch(free, answered=answered, now=now)
    await write_to(uow, asked, partial(invitation, request), mint=mint, now=now)
