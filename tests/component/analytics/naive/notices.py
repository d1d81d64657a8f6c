"""What was advertised of a lot, for the contracts that come of it."""

from tests.component.analytics.naive.ledger import Json, day_of
from tests.component.analytics.naive.tenders import Tenders

NOTHING = ("price_weight", "social_weight", "environmental_weight", "life_cycle_cost")


def weights(notice: Json | None) -> Json:
    """What criteria weigh by kind, in percent; unknown where the notice gives none."""
    criteria = notice["criteria"] if notice else []
    if not criteria:
        return dict.fromkeys(NOTHING)
    return {
        "price_weight": _sum(criteria, "price", "life-cycle-cost"),
        "social_weight": _sum(criteria, "social"),
        "environmental_weight": _sum(criteria, "environment"),
        "life_cycle_cost": any(one["kind"] == "life-cycle-cost" for one in criteria),
    }


def notice_of(tenders: Tenders, tender: str, number: int) -> Json | None:
    lots: list[Json] = tenders.notices.get(tender, {}).get("lots", [])
    return next((one for one in lots if one["number"] == number), None)


def procedure_dates(tenders: Tenders, tender: str, number: int) -> Json:
    """Days in Paris: publication, the deadline that held last, and the last award of the lot."""
    notice = tenders.notices.get(tender)
    deadlines = [
        one.data["deadline"] for one in tenders.told(tender, "TenderPublished", "TenderAmended", "PhaseOpened")
    ]
    awards = [one.data["awarded_at"] for one in tenders.told(tender, "ContractAwarded", lot=number)]
    return {
        "tender_published": day_of(notice["published_at"]) if notice else None,
        "deadline": day_of(deadlines[-1]) if deadlines else None,
        "awarded": day_of(awards[-1]) if awards else None,
        "exemption": notice["exemption"] if notice else None,
    }


def _sum(criteria: list[Json], *kinds: str) -> int:
    return sum(one["weight"] for one in criteria if one["kind"] in kinds)
