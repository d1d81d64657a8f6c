"""What a call says in the words of OCDS, from its notice to the end of the time for bids."""

from contracts.procedures import (
    LotClosed,
    LotNotice,
    PhaseOpened,
    QuestionAnswered,
    TenderAmended,
    TenderCancelled,
    TenderClosed,
    TenderPublished,
)
from contracts.vocabulary import Technique
from services.tenders.domain.ocds.parties import buyer, reference
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import (
    CATEGORY,
    LOT_STATUS,
    METHOD,
    Content,
    criterion,
    days,
    item,
    known,
    value,
)


def published(fact: TenderPublished, teller: Teller) -> Section:
    """The notice, with its lots."""
    party = buyer(fact.buyer, "buyer", "procuringEntity")
    behind = teller.related(fact.plan_entry, "planning") if fact.plan_entry else []
    above = teller.related(fact.within, "framework") if fact.within else []
    content = {
        "buyer": reference(party),
        "parties": [party],
        "tender": _tender(fact) | {"procuringEntity": reference(party)},
    }
    return Section("tender", content | known(relatedProcesses=[*behind, *above]))


def amended(fact: TenderAmended, _: Teller) -> Section:
    """What changed while bids may come."""
    amendment = {"id": str(fact.number), "date": fact.amended_at.isoformat(), "description": fact.summary}
    period = {"endDate": fact.deadline.isoformat()}
    documents = [{"id": f"{one.name} {one.version}", "title": one.name} for one in fact.documents]
    said = {"tenderPeriod": period, "amendments": [amendment]} | known(documents=documents)
    return Section("tenderAmendment", _of(fact.tender_id, **said))


def answered(fact: QuestionAnswered, _: Teller) -> Section:
    """A question that was answered to everybody; that of another is only counted."""
    enquiry = known(
        id=str(fact.question_id),
        date=fact.asked_at.isoformat(),
        description=fact.question,
        answer=fact.answer,
        dateAnswered=fact.answered_at.isoformat(),
    )
    return Section("tenderUpdate", _of(fact.tender_id, hasEnquiries=True, enquiries=[enquiry]))


def closed(fact: TenderClosed, _: Teller) -> Section:
    """No more bids are taken."""
    period = {"endDate": fact.closed_at.isoformat()}
    return Section("tenderUpdate", _of(fact.tender_id, status="complete", tenderPeriod=period))


def opened_again(fact: PhaseOpened, _: Teller) -> Section:
    """Those who were selected are asked for the next phase."""
    period = {"endDate": fact.deadline.isoformat()}
    return Section("tenderUpdate", _of(fact.tender_id, status="active", tenderPeriod=period))


def cancelled(fact: TenderCancelled, _: Teller) -> Section:
    """The procedure was dropped."""
    return Section("tenderCancellation", _of(fact.tender_id, status="cancelled", statusDetails=fact.reason))


def lot_closed(fact: LotClosed, _: Teller) -> Section:
    """A lot was decided, with or without a winner."""
    number = str(fact.lot)
    lot = known(id=number, status=LOT_STATUS[fact.outcome], statusDetails=fact.reason)
    count = {"id": f"bids-{number}", "measure": "bids", "value": fact.bids, "relatedLot": number}
    return Section("tenderUpdate", _of(fact.tender_id, lots=[lot]) | {"bids": {"statistics": [count]}})


def _of(tender: object, **said: object) -> dict[str, object]:
    return {"tender": {"id": str(tender), **said}}


def _tender(fact: TenderPublished) -> Content:
    period = {"startDate": fact.published_at.isoformat(), "endDate": fact.deadline.isoformat()}
    return known(
        id=str(fact.tender_id),
        title=fact.title,
        status="active",
        mainProcurementCategory=CATEGORY[fact.nature],
        procurementMethod=METHOD.get(fact.procedure),
        procurementMethodDetails=fact.procedure,
        procurementMethodRationale=fact.justification,
        value=value(fact.estimated_value),
        tenderPeriod=period,
        submissionMethod=["electronicSubmission"] if fact.electronic else None,
        techniques=_techniques(fact),
        items=[part for lot in fact.lots for part in item(lot.number, lot.cpv or fact.cpv, lot.number)],
        lots=[_lot(lot) for lot in fact.lots],
    )


def _techniques(fact: TenderPublished) -> Content:
    bounds = fact.framework
    agreement = known(maximumParticipants=bounds.holders, value=value(bounds.maximum)) if bounds else None
    return known(
        hasFrameworkAgreement=bounds is not None or None,
        frameworkAgreement=agreement,
        hasDynamicPurchasingSystem=fact.technique is Technique.DYNAMIC_SYSTEM or None,
    )


def _lot(lot: LotNotice) -> Content:
    return known(
        id=str(lot.number),
        title=lot.title,
        status="active",
        value=value(lot.value),
        contractPeriod=known(durationInDays=days(lot.months)),
        awardCriteria=known(criteria=[criterion(one) for one in lot.criteria]),
    )
