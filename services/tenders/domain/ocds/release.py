"""What an event says in the words of OCDS: one release, or two where something has to be taken back first."""

from collections.abc import Callable, Iterator, Mapping
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
SAID: Mapping[type[Fact], Callable[[Any, Teller], Iterator[Section]]] = {
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


def releases(event: Envelope, teller: Teller) -> list[Release]:
    """The releases of an event, in order; each is told once and never changes."""
    fact = fact_in(event)
    say = SAID.get(type(fact)) if fact else None
    told = list(say(fact, teller)) if say else []
    return [
        {
            "ocid": teller.ocid(event.partitionkey),
            "id": str(event.id) if turn == len(told) else f"{event.id}-{turn}",
            "date": event.time.isoformat(),
            "tag": [section.tag],
            "initiationType": "tender",
            "language": "fr",
            **section.content,
        }
        for turn, section in enumerate(told, 1)
    ]
