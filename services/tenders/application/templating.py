"""Beginning tenders with what others began with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from chassis.caching import Expected
from contracts.reference.purchasing import areas, departments
from contracts.vocabulary import Text
from services.tenders.application.drafting import Lots, keep_draft
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.template import Template
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms, must_be_known
from services.tenders.persistence.unit_of_work import UnitOfWork

ANY_REVISION = Expected(None)


async def duplicate_tender(uow: UnitOfWork, tender_id: UUID, copy_id: UUID, *, by: Buyer, now: datetime) -> Tender:
    """Draft a tender with the terms and lots of another, and nothing of what became of it."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        copy = tender.duplicate(copy_id, by=by, now=now)
        await keep_draft(uow, copy, by=by)
    return copy


async def keep_template(
    uow: UnitOfWork, template_id: UUID, name: Text, terms: Terms, lots: Lots, *, by: Buyer, now: datetime
) -> Template:
    """Keep terms and lots to begin tenders with."""
    async with uow:
        must_be_known(terms, departments=departments(), areas=areas())
        template = Template.of(template_id, name, terms, lots, by=by, now=now)
        uow.templates.add(template)
    return template


async def keep_tender_as_template(
    uow: UnitOfWork, template_id: UUID, name: Text, tender_id: UUID, *, by: Buyer, now: datetime
) -> Template:
    """Keep what a tender began with, to begin others."""
    async with uow:
        tender = await uow.tenders.get(tender_id, by=by, expected=ANY_REVISION)
        lots = tuple(lot.notice for lot in tender.lots)
        template = Template.of(template_id, name, tender.terms, lots, by=by, now=now)
        uow.templates.add(template)
    return template


async def draft_from_template(
    uow: UnitOfWork, template_id: UUID, tender_id: UUID, changes: Mapping[str, Any], *, by: Buyer, now: datetime
) -> Tender:
    """Draft a tender that begins with a template, but for the `changes`."""
    async with uow:
        template = await uow.templates.get(template_id)
        tender = template.tender(tender_id, changes, by=by, now=now)
        await keep_draft(uow, tender, by=by)
    return tender
