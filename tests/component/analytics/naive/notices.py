"""What was advertised of tenders and their lots."""

from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of

NOTHING = ("price_weight", "social_weight", "environmental_weight", "life_cycle_cost")


class Notices:
    """The tenders that were published, and when their lots were awarded."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.tenders = {subject: said.data for subject, said in ledger.last("TenderPublished").items()}

    def lot(self, tender: str, number: int | None) -> Json | None:
        """The notice of a lot; a contract of no lot in particular has that of the only one."""
        lots: list[Json] = self.tenders.get(tender, {}).get("lots", [])
        return next((one for one in lots if one["number"] == number), None)

    def weights(self, notice: Json | None) -> Json:
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

    def dates(self, tender: str, number: int | None) -> Json:
        """Days in Paris: publication, the deadline that held, and the award of the lot."""
        published = self.tenders.get(tender)
        deadlines = [one.data["deadline"] for one in self._about(tender, "TenderPublished", "TenderAmended", "PhaseOpened")]
        awards = [one.data["awarded_at"] for one in self._about(tender, "ContractAwarded") if one.data["lot"] == number]
        return {
            "tender_published": day_of(published["published_at"]) if published else None,
            "deadline": day_of(deadlines[-1]) if deadlines else None,
            "awarded": day_of(awards[-1]) if awards else None,
            "exemption": published["exemption"] if published else None,
        }

    def _about(self, tender: str, *kinds: str) -> list[Said]:
        return [one for one in self.ledger.of(*kinds) if one.subject == tender]


def _sum(criteria: list[Json], *kinds: str) -> int:
    return sum(one["weight"] for one in criteria if one["kind"] in kinds)

