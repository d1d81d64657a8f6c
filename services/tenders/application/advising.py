"""Saying which procedures a need may be met by."""

from datetime import date
from decimal import Decimal

from services.tenders.domain.advice import advise
from services.tenders.domain.advised import Advice
from services.tenders.domain.enquiry import Enquiry
from services.tenders.domain.rules.needs import counted_since
from services.tenders.persistence.need_queries import NeedQueries


async def advise_procedure(needs: NeedQueries, enquiry: Enquiry, *, today: date) -> Advice:
    """Advise on a need launched on the day that its buyer names, or today."""
    on = enquiry.launch or today
    return advise(enquiry, await _past(needs, enquiry, on), on=on)


async def _past(needs: NeedQueries, enquiry: Enquiry, on: date) -> tuple[Decimal, ...]:
    if enquiry.buyer is None or enquiry.area is None:
        return ()
    return (await needs.bought(enquiry.buyer, enquiry.area, counted_since(on)),)
