"""What the purchase plan says in the words of OCDS."""

from contracts.procedures import PlanEntryPublished, PlanEntryWithdrawn, PlannedPurchase
from services.tenders.domain.ocds.parties import buyer, reference
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import CATEGORY, METHOD, Content, item, known, quarter_start, value


def announced(fact: PlanEntryPublished, _: Teller) -> Section:
    """A purchase is planned, or its plan changed."""
    party = buyer(fact.entry.buyer)
    content = {
        "buyer": reference(party),
        "parties": [party],
        "planning": known(rationale=fact.entry.description),
        "tender": _tender(fact.entry_id, fact.entry),
    }
    return Section("planningUpdate" if fact.changed else "planning", content)


def withdrawn(fact: PlanEntryWithdrawn, _: Teller) -> Section:
    """Nothing will come of it."""
    tender = {"id": str(fact.entry_id), "status": "withdrawn", "statusDetails": fact.reason}
    return Section("planningUpdate", {"tender": tender})


def _tender(identity: object, entry: PlannedPurchase) -> Content:
    band = entry.value
    return known(
        id=str(identity),
        title=entry.title,
        status="planned",
        mainProcurementCategory=CATEGORY[entry.nature],
        procurementMethod=METHOD.get(entry.procedure) if entry.procedure else None,
        procurementMethodDetails=entry.procedure,
        minValue=value(band.minimum) if band else None,
        value=value(band.maximum) if band else None,
        tenderPeriod={"startDate": quarter_start(entry.quarter)},
        items=item(1, entry.cpv),
    )
