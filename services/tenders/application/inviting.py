"""To whom a tender is open, and for how long at least."""

from dataclasses import dataclass
from datetime import date

from contracts.vocabulary import Identifier, Technique
from services.tenders.application.legal import notice_limit
from services.tenders.domain.calling import guests
from services.tenders.domain.rules.notice import call_limit
from services.tenders.domain.tender import Tender
from services.tenders.domain.time_limits import TimeLimit
from services.tenders.persistence.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Invitation:
    """Who may take part in a tender, None where everybody may, and the shortest time for it, None where none is set."""

    guests: tuple[Identifier, ...] | None
    limit: TimeLimit | None


async def invitation_to(uow: UnitOfWork, tender: Tender, *, on: date) -> Invitation:
    """Everybody, or those whom the agreement or the system in force that this is a call under lets take part.

    Who holds a framework agreement (CCP R2162-10), or was admitted to a dynamic system so far (R2162-43).
    """
    if tender.terms.within and tender.terms.technique is Technique.DYNAMIC_SYSTEM:
        return Invitation(guests(await uow.tenders.receiving(tender.terms.within)), notice_limit(tender, on))
    agreement = await uow.contracts.agreement_of(tender.terms.within)
    if agreement is None:
        return Invitation(None, notice_limit(tender, on))
    agreement.must_serve(tender.terms.buyer)
    agreement.must_be_open(on)
    return Invitation(agreement.bidders, call_limit(on=on))
