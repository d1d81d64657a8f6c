"""What an event says in the words of OCDS: one release."""

from collections.abc import Callable, Mapping
from typing import Any

from contracts.catalogue import fact_in
from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.procedures import (
    AdvancePaid,
    BidReinstated,
    BidRejected,
    BidsOpened,
    ContractAwarded,
    ContractEnded,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
    InvoicePaid,
    LotClosed,
    LotReopened,
    PhaseOpened,
    PlanEntryPublished,
    PlanEntryWithdrawn,
    QuestionAnswered,
    TenderAmended,
    TenderCancelled,
    TenderClosed,
    TenderPublished,
)
from services.tenders.domain.ocds import awarding, bidding, contracting, performing, planning, tendering
from services.tenders.domain.ocds.section import Section, Teller

Release = dict[str, Any]
SAID: Mapping[type[Fact] | type[None], Callable[[Any, Teller], Section | None]] = {
    PlanEntryPublished: planning.announced,
    PlanEntryWithdrawn: planning.withdrawn,
    TenderPublished: tendering.published,
    TenderAmended: tendering.amended,
    QuestionAnswered: tendering.answered,
    TenderClosed: tendering.closed,
    PhaseOpened: tendering.opened_again,
    TenderCancelled: tendering.cancelled,
    LotClosed: tendering.lot_closed,
    BidsOpened: bidding.opened,
    BidRejected: bidding.rejected,
    BidReinstated: bidding.reinstated,
    ContractAwarded: awarding.awarded,
    LotReopened: awarding.reopened,
    ContractSigned: contracting.signed,
    ContractNotified: contracting.notified,
    ContractModified: contracting.modified,
    DataCorrected: contracting.corrected,
    ContractEnded: contracting.ended,
    ContractTerminated: contracting.terminated,
    AdvancePaid: performing.advanced,
    InvoicePaid: performing.paid,
}
"""How each fact is said; for the others the standard has no words."""


def release(event: Envelope, teller: Teller) -> Release | None:
    """The release of an event, told once and never changed; None where the standard has no words for it."""
    fact = fact_in(event)
    ended = teller.standing.see(fact)
    section = SAID[type(fact)](fact, teller) if type(fact) in SAID else None
    if section is None:
        return None
    content = section.content
    if ended:
        content["awards"] = [{"id": ended, "status": "cancelled"}, *content.get("awards", [])]
    return {
        "ocid": teller.ocid(event.partitionkey),
        "id": str(event.id),
        "date": event.time.isoformat(),
        "tag": [section.tag],
        "initiationType": "tender",
        "language": "fr",
        **content,
    }
