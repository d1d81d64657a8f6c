"""What is known of a contract, from signature to end, in the words of OCDS."""

from collections.abc import Iterator

from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
)
from contracts.vocabulary import ContractState
from services.tenders.domain.ocds.awarding import award_id
from services.tenders.domain.ocds.parties import buyer, company, reference, references
from services.tenders.domain.ocds.section import Content, Section, Teller
from services.tenders.domain.ocds.words import CATEGORY, METHOD, days, instant, item, known, value


def signed(fact: ContractSigned, teller: Teller) -> Iterator[Section]:
    """The contract is signed, and waits for its notification."""
    yield Section("contract", _contract(fact, teller, status="pending"))


def notified(fact: ContractNotified, teller: Teller) -> Iterator[Section]:
    """The contract is in force; one that was advertised elsewhere is told here with its award."""
    yield Section("contract" if _is_recorded(fact) else "contractUpdate", _contract(fact, teller, status="active"))


def modified(fact: ContractModified, teller: Teller) -> Iterator[Section]:
    """The contract was changed; successors of its holders take their place."""
    change = fact.modification
    amendment = known(
        id=str(change.number), date=instant(change.decided_on), rationale=change.ground, description=change.reason
    )
    if change.holders:
        yield _nobody(fact, "contractAmendment")
    yield Section("contractAmendment", _contract(fact, teller, amendments=[amendment]))


def corrected(fact: DataCorrected, teller: Teller) -> Iterator[Section]:
    """What was told of the contract was wrong: who holds it is told anew."""
    yield _nobody(fact, "contractUpdate")
    yield Section("contractUpdate", _contract(fact, teller))


def ended(fact: ContractEnded, teller: Teller) -> Iterator[Section]:
    """The contract was performed, or its time ran out."""
    yield Section("contractTermination", _contract(fact, teller, status="terminated"))


def terminated(fact: ContractTerminated, teller: Teller) -> Iterator[Section]:
    """The contract ended before its time."""
    end = fact.termination
    details = f"{end.ground}: {end.reason}"
    yield Section("contractTermination", _contract(fact, teller, status="terminated", statusDetails=details))


def _nobody(fact: ContractFact, tag: str) -> Section:
    """Who held the contract so far is taken back."""
    award = {"id": award_id(fact.contract_id, fact.lot), "suppliers": None}
    return Section(tag, {"awards": [award]})


def _contract(fact: ContractFact, teller: Teller, **said: object) -> Content:
    state, award = fact.contract, award_id(fact.contract_id, fact.lot)
    party = buyer(state.buyer, "buyer", "procuringEntity")
    above = teller.related(state.framework, "framework") if state.framework else []
    contract = known(relatedProcesses=above, **_state(state), **said)
    return {
        "buyer": reference(party),
        "parties": [party, *(company(one, "supplier") for one in state.holders)],
        **({"tender": _tender(fact)} if _is_recorded(fact) else {}),
        "awards": [{"id": award, "suppliers": references(state.holders)} | (_award(state) if fact.lot is None else {})],
        "contracts": [{"id": str(fact.contract_id), "awardID": award, **contract}],
    }


def _is_recorded(fact: ContractFact) -> bool:
    """Whether only a register told of it: no procedure of ours led to it."""
    return fact.procedure_id == fact.contract_id


def _award(state: ContractState) -> Content:
    """The award that a contract without an advertised lot implies."""
    return known(status="active", title=state.title, date=instant(state.notified_on), value=value(state.initial))


def _state(state: ContractState) -> Content:
    period = known(
        startDate=instant(state.notified_on), endDate=instant(state.ends_on), durationInDays=days(state.months)
    )
    return known(
        title=state.title,
        value=value(state.current or state.initial),
        dateSigned=instant(state.signed_on),
        period=period,
        items=item(1, state.cpv),
    )


def _tender(fact: ContractFact) -> Content:
    """What a register says of the procedure that led to a contract."""
    state = fact.contract
    return known(
        id=str(fact.procedure_id),
        title=state.title,
        status="complete",
        mainProcurementCategory=CATEGORY[state.nature] if state.nature else None,
        procurementMethod=METHOD.get(state.procedure) if state.procedure else None,
        procurementMethodDetails=state.procedure,
        value=value(state.planned),
        numberOfTenderers=state.bids,
        items=item(1, state.cpv),
    )
