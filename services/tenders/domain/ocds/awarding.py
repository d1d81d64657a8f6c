"""Who was chosen, in the words of OCDS."""

from collections.abc import Iterator
from uuid import UUID

from contracts.procedures import ContractAwarded, LotReopened
from services.tenders.domain.ocds.parties import company, references
from services.tenders.domain.ocds.section import Content, Section, Teller
from services.tenders.domain.ocds.words import known, value


def award_id(contract: UUID, lot: int | None) -> str:
    """The award that a contract comes from: that of its lot, or one of its own where none was advertised here."""
    return str(contract) if lot is None else f"lot-{lot}"


def awarded(fact: ContractAwarded, _: Teller) -> Iterator[Section]:
    """A lot was given to its winners."""
    bids = [f"{one}-{fact.lot}" for one in (fact.bid_id, *fact.further_bids) if one]
    roles = ("tenderer", "supplier") if bids else ("supplier",)
    award = known(
        id=f"lot-{fact.lot}",
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
    yield Section("award", content)


def reopened(fact: LotReopened, _: Teller) -> Iterator[Section]:
    """The award of a lot no longer stands: it names nobody, until the lot is given anew."""
    tender = {"id": str(fact.tender_id), "lots": [{"id": str(fact.lot), "status": "active"}]}
    award = {"id": f"lot-{fact.lot}", "status": "cancelled", "statusDetails": fact.reason}
    nobody = {"suppliers": None, "relatedBids": None}
    yield Section("awardCancellation", {"tender": tender, "awards": [award | nobody]})
