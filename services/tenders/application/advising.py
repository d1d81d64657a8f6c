"""Saying which procedures a need may be met by."""

from datetime import date
from decimal import Decimal

from services.tenders.domain.advice import advise
from services.tenders.domain.advised import Advice
from services.tenders.domain.enquiry import Enquiry
from services.tenders.persistence.unit_of_work import UnitOfWork


async def advise_procedure(uow: UnitOfWork, enquiry: Enquiry, *, today: date) -> Advice:
    """Advise on a need launched on the day that its buyer names, or today."""
    on = enquiry.launch or today
    category = enquiry.category(on)
    async with uow:
        met = await uow.needs.met(category) if category else Decimal(0)
    return advise(enquiry, met, on=on)
