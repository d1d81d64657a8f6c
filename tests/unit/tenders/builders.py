"""Tenders, awards and contracts as the tests speak of them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from contracts.procedures import LotNotice
from contracts.vocabulary import ContractState, Holder, Identifier, euros
from services.tenders.domain.buyer import Buyer
from services.tenders.domain.lot import Award
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms
from services.tenders.domain.time_limits import TimeLimit

REGION = "23350001600040"
OTHER_BUYER = "21350238800019"
HOLDER = "79878508500035"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
OPEN_LIMIT = TimeLimit(days=30, article="CCP R2161-3")
POLICY = TimeLimit(days=15, article="CCP L2123-1", binding=False)
STANDSTILL = TimeLimit(days=11, article="CCP R2182-1")
BUYER = Buyer(REGION)
IN_TIME = NOW + timedelta(days=40)
TERMS: dict[str, Any] = {
    "title": "Rénovation du lycée Bréquigny",
    "buyer": REGION,
    "department": "buildings",
    "area": "construction",
    "procedure": "open",
    "nature": "works",
    "cpv": "45214220",
    "estimated_value": euros(7_000_000),
    "places": ("FRH03",),
}


def lots(count: int = 1) -> tuple[LotNotice, ...]:
    return tuple(LotNotice(number=number, title=f"Lot {number}") for number in range(1, count + 1))


def a_draft(count: int = 1, tender_id: UUID | None = None, **terms: Any) -> Tender:
    return Tender.draft(tender_id or uuid4(), Terms(**{**TERMS, **terms}), lots(count), by=BUYER, now=NOW)


def a_published_tender(count: int = 1, **terms: Any) -> Tender:
    tender = a_draft(count, **terms)
    tender.publish(IN_TIME, by=BUYER, now=NOW, limit=OPEN_LIMIT)
    return tender


def a_closed_tender(count: int = 1, **terms: Any) -> Tender:
    tender = a_published_tender(count, **terms)
    tender.close(IN_TIME)
    return tender


def a_holder(**known: Any) -> Holder:
    return Holder(**{"identifier": Identifier(id=HOLDER), "name": "Le Forum du livre", **known})


def an_award(*holders: Holder, at: datetime = IN_TIME) -> Award:
    return Award(holders or (a_holder(),), euros(6_500_000), at)


def an_awarded_tender(count: int = 1, **terms: Any) -> Tender:
    tender = a_closed_tender(count, **terms)
    for number in range(1, count + 1):
        tender.award_lot(number, bids=3, award=an_award(), by=BUYER)
    return tender


def a_state(**fields: Any) -> ContractState:
    known = {"buyer": REGION, "reference": "2019-90001", "title": "Livres", "notified_on": date(2019, 1, 30)}
    return ContractState(**{**known, "holders": (a_holder(),), **fields})
