"""What is known of a contract, from signature to end, in the words of OCDS."""

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
from services.tenders.domain.ocds.parties import buyer, company, reference, references
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import CATEGORY, METHOD, Content, days, instant, item, known, value


def signed(fact: ContractSigned, teller: Teller) -> Section:
    """The contract is signed, and waits for its notification."""
    return Section("contract", _contract(fact, teller, status="pending"))


def notified(fact: ContractNotified, teller: Teller) -> Section:
    """The contract is in force; one that was advertised elsewhere is told here with its award."""
    tag = "contract" if _is_recorded(fact) else "contractUpdate"
    return Section(tag, _contract(fact, teller, status="active"))


def modified(fact: ContractModified, teller: Teller) -> Section:
    """The contract was changed; successors of its holders take their place."""
    change = fact.modification
    amendment = known(
        id=str(change.number), date=instant(change.decided_on), rationale=change.ground, description=change.reason
    )
    return Section("contractAmendment", _contract(fact, teller, amendments=[amendment]))


def corrected(fact: DataCorrected, teller: Teller) -> Section:
    """What was told of the contract was wrong."""
    return Section("contractUpdate", _contract(fact, teller))


def ended(fact: ContractEnded, teller: Teller) -> Section:
    """The contract was performed, or its time ran out."""
    return Section("contractTermination", _contract(fact, teller, status="terminated"))


def terminated(fact: ContractTerminated, teller: Teller) -> Section:
    """The contract ended before its time."""
    end = fact.termination
    details = f"{end.ground}: {end.reason}"
    return Section("contractTermination", _contract(fact, teller, status="terminated", statusDetails=details))


def _contract(fact: ContractFact, teller: Teller, **said: object) -> Content:
    state, award = fact.contract, teller.standing.of(fact.contract_id)
    party = buyer(state.buyer, "buyer", "procuringEntity")
    above = teller.related(state.framework, "framework") if state.framework else []
    contract = known(relatedProcesses=above, **_state(state), **said)
    content = {
        "buyer": reference(party),
        "parties": [party, *(company(one, "supplier") for one in state.holders)],
        "contracts": [{"id": str(fact.contract_id), "awardID": award, **contract}],
    }
    if fact.lot is None or award != teller.standing.of((fact.procedure_id, fact.lot)):
        content["awards"] = [{"id": award, **_award(fact)}]
    return content | ({"tender": _tender(fact)} if _is_recorded(fact) else {})


def _is_recorded(fact: ContractFact) -> bool:
    """Whether only a register told of it: no procedure of ours led to it."""
    return fact.procedure_id == fact.contract_id


def _award(fact: ContractFact) -> Content:
    """The award that a contract implies which is not that of a lot as it was told."""
    state = fact.contract
    return known(
        status="active",
        title=state.title,
        date=instant(state.signed_on or state.notified_on),
        value=value(state.initial),
        suppliers=references(state.holders),
        relatedLots=[str(fact.lot)] if fact.lot else [],
    )


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
