"""Finding what a tender is a call under."""

from services.tenders.domain.calling import must_be_callable
from services.tenders.domain.terms import Terms
from services.tenders.persistence.unit_of_work import UnitOfWork


async def check_within(uow: UnitOfWork, terms: Terms) -> None:
    """Refuse a tender within what cannot be called; raises `NotCallable`."""
    if terms.within is not None:
        contracts = await uow.contracts.known([terms.within])
        must_be_callable(terms, contracts.get(terms.within), await uow.tenders.find(terms.within))
