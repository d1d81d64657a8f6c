"""Finding what a tender is a call under."""

from contracts.vocabulary import Identifier, Technique
from services.tenders.domain.calling import guests, must_be_callable
from services.tenders.domain.terms import Terms
from services.tenders.persistence.unit_of_work import UnitOfWork


async def check_within(uow: UnitOfWork, terms: Terms) -> None:
    """Refuse a tender within what cannot be called; raises `NotCallable`."""
    if terms.within is not None:
        contracts = await uow.contracts.known([terms.within])
        must_be_callable(terms, contracts.get(terms.within), await uow.tenders.find(terms.within))


async def invited_to(uow: UnitOfWork, terms: Terms) -> tuple[Identifier, ...] | None:
    """Who alone is invited to a call: all admitted to a dynamic system, or the holders of a framework agreement.

    None where a tender is open to everyone. Nobody is admitted meanwhile.
    """
    if terms.within is None:
        return None
    if terms.technique is Technique.DYNAMIC_SYSTEM:
        return guests(await uow.tenders.receiving(terms.within))
    agreement = await uow.contracts.agreement_of(terms.within)
    return agreement.bidders if agreement else None
