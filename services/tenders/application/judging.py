"""Judging a tender before it goes out, with what its buyer bought before."""

from datetime import date
from decimal import Decimal

from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.consultation import judge_consultation
from services.tenders.domain.rules.needs import adds_up, category_of, judge_needs
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork


async def judge_tender(uow: UnitOfWork, tender: Tender, *, on: date) -> tuple[Caution, ...]:
    """What the rules in force on the day of launch warn of; raises a refusal where they forbid."""
    cautions = judge_consultation(tender.terms, tender.lots, on=on)
    return (*cautions, *judge_needs(tender.terms, tender.lots, await _met(uow, tender, on), on=on))


async def _met(uow: UnitOfWork, tender: Tender, on: date) -> Decimal:
    terms = tender.terms
    if not adds_up(terms):
        return Decimal(0)
    return await uow.needs.met(category_of(terms.buyer, terms.area, terms.nature, terms.cpv, on=on))
