"""What was paid under a contract, in the words of OCDS."""

from contracts.procedures import Advance, AdvancePaid, ExecutionFact, InvoicePaid
from contracts.vocabulary import Day, Money
from services.tenders.domain.ocds.parties import buyer, identity, reference
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import instant, known, value


def advanced(fact: AdvancePaid, teller: Teller) -> Section:
    """An advance was paid."""
    return _paid(fact, teller, fact.value, fact.paid_on)


def paid(fact: InvoicePaid, teller: Teller) -> Section:
    """An invoice was paid, or a part of it."""
    return _paid(fact, teller, fact.value, fact.paid_on)


def _paid(fact: ExecutionFact, teller: Teller, money: Money, day: Day) -> Section:
    holder = fact.holder if isinstance(fact, Advance) else None
    payee = {"id": identity(holder, "")} if holder else None
    transaction = known(
        id=str(fact.act_id), date=instant(day), value=value(money), payer=reference(buyer(fact.buyer)), payee=payee
    )
    contract = {
        "id": str(fact.contract_id),
        "awardID": teller.standing.of(fact.contract_id),
        "implementation": {"transactions": [transaction]},
    }
    return Section("implementationUpdate" if fact.correction else "implementation", {"contracts": [contract]})
