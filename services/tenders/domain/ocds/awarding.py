"""Who was chosen, in the words of OCDS."""

from contracts.procedures import ContractAwarded, LotReopened
from services.tenders.domain.ocds.parties import company, references
from services.tenders.domain.ocds.section import Section, Teller
from services.tenders.domain.ocds.words import Content, known, value


def awarded(fact: ContractAwarded, teller: Teller) -> Section:
    """A lot was given to its winners."""
    bids = [f"{one}-{fact.lot}" for one in (fact.bid_id, *fact.further_bids) if one]
    roles = ("tenderer", "supplier") if bids else ("supplier",)
    award = known(
        id=teller.standing.of((fact.tender_id, fact.lot)),
        status="active",
        date=fact.awarded_at.isoformat(),
        value=value(fact.value),
        suppliers=references(fact.holders),
        relatedLots=[str(fact.lot)],
        relatedBids=bids,
    )
    content: Content = {"parties": [company(one, *roles) for one in fact.holders], "awards": [award]}
    if bids:
        content["bids"] = {"details": [{"id": one, "status": "valid"} for one in bids]}
    return Section("award", content)


def reopened(fact: LotReopened, teller: Teller) -> Section:
    """The award of a lot no longer stands."""
    award = teller.standing.of((fact.tender_id, fact.lot))
    tender = {"id": str(fact.tender_id), "lots": [{"id": str(fact.lot), "status": "active"}]}
    content = {"tender": tender, "awards": [{"id": award, "status": "cancelled", "statusDetails": fact.reason}]}
    return Section("awardCancellation", content)
