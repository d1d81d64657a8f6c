"""Tenders and their lots: what was asked, what came of it."""

from collections import defaultdict
from datetime import date
from typing import Any

from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of, moment
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.notices import Notices
from tests.component.analytics.naive.suppliers import company

UNCOMPETED = ("without-publicity", "other")


def dimensions(notice: Json) -> Json:
    """Of a tender, for everything about it; who holds it is not known yet."""
    plain = ("buyer", "department", "area", "cpv", "nature", "technique", "procedure")
    return {
        **{name: notice[name] for name in plain},
        "principal": notice.get("on_behalf_of") or notice["buyer"],
        "subsequent": notice["technique"] == "subsequent",
        **dict.fromkeys(("place", "commune", "size", "territory")),
        "competed": notice["procedure"] not in UNCOMPETED,
    }


class Tenders:
    """Every published tender, with what was told of it since."""

    def __init__(self, ledger: Ledger, notices: Notices) -> None:
        self.ledger, self.notices = ledger, notices
        self._about: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for said in ledger.true:
            if "tender_id" in said.data and said.kind != "PlanEntryTendered":
                self._about[said.data["tender_id"], said.kind].append(said)

    def told(self, tender: str, *kinds: str) -> list[Said]:
        """Facts of these kinds about a tender, in the order of their coming about."""
        found = [said for kind in kinds for said in self._about[tender, kind]]
        return sorted(found, key=lambda said: (said.at, said.recorded))

    def final_opening(self, tender: str) -> Said | None:
        """The opening of tenders proper, not of requests to take part."""
        opened = [said for said in self.told(tender, "BidsOpened") if said.data["phase"] != "requests"]
        return opened[-1] if opened else None

    def bids(self, tender: str) -> list[Json]:
        """Readable bids of the final opening."""
        opening = self.final_opening(tender)
        return [one for one in opening.data["bids"] if one["readable"]] if opening else []

    def rows(self, contracts: list[Json]) -> list[Json]:
        return [self._tender(subject, notice) for subject, notice in self.notices.tenders.items()]

    def _tender(self, subject: str, notice: Json) -> Json:
        published, deadline = moment(notice["published_at"]), self.deadline(subject, notice)
        withdrawers = {one.data["organisation"] for one in self.told(subject, "DossierWithdrawn")} - {None}
        took = {one[:9] for one in withdrawers}
        cancelled = self.told(subject, "TenderCancelled")
        return {
            **dimensions(notice),
            "grain": "tender",
            "tender_id": subject,
            "day": day_of(published),
            "days_to_bid": (day_of(deadline) - day_of(published)).days,
            "lots": len(notice["lots"]),
            "estimated": amount(notice["estimated_value"]),
            "electronic": notice["electronic"],
            "plan_entry": notice["plan_entry"],
            "sourcing_request": notice["sourcing_request"],
            "published_at": published,
            "withdrawers": took,
            "bidders": self.bidders(subject),
            "cancelled": cancelled[-1].data if cancelled else None,
        }

    def deadline(self, tender: str, notice: Json) -> str:
        """The deadline of the first phase, as amended."""
        later = self.told(tender, "PhaseOpened")
        amended = [one for one in self.told(tender, "TenderAmended") if not later or one.at < later[0].at]
        return str(amended[-1].data["deadline"] if amended else notice["deadline"])

    def bidders(self, tender: str) -> dict[str, Json]:
        """Companies of the readable bids, each with how it bid."""
        found: dict[str, Json] = {}
        for bid in self.bids(tender):
            for member in bid["members"]:
                found.setdefault(str(company(member["identifier"])), member)
        return found


def lot_rows(tenders: Tenders) -> list[Json]:
    """Every lot of a published tender, as it stands."""
    return [
        _lot(tenders, subject, notice, lot)
        for subject, notice in tenders.notices.tenders.items()
        for lot in notice["lots"]
    ]


def _lot(tenders: Tenders, subject: str, notice: Json, lot: Json) -> Json:
    number = lot["number"]
    row = {**dimensions(notice), **tenders.notices.weights(lot), "grain": "lot", "tender_id": subject, "lot": number}
    row |= _fate(tenders, subject, number)
    row["cpv"] = lot["cpv"] or notice["cpv"]
    received = [bid for bid in tenders.bids(subject) if number in bid["lots"]]
    judged = [one.data for one in tenders.told(subject, "LotEvaluated", "EvaluationReopened") if one.data["lot"] == number]
    row["evaluated"] = judged[-1] if judged and "admissible" in judged[-1] else None
    row["clauses"], row["opened"] = lot["clauses"], tenders.final_opening(subject) is not None
    row["received"] = received
    return row


def _fate(tenders: Tenders, subject: str, number: int) -> Json:
    """What became of a lot: the last decision on it, unless it was opened again, or the whole tender dropped."""
    decisions = [one for one in tenders.told(subject, "LotClosed", "LotReopened") if one.data["lot"] == number]
    cancelled = tenders.told(subject, "TenderCancelled")
    outcome: dict[str, Any] = {"outcome": "open", "reason": None, "day": None, "bids": None}
    if decisions and decisions[-1].kind == "LotClosed":
        data = decisions[-1].data
        closed: date = day_of(data["closed_at"]) if data["closed_at"] else decisions[-1].day
        outcome = {"outcome": data["outcome"], "reason": data["reason"], "day": closed, "bids": data["bids"]}
    elif cancelled:
        last = cancelled[-1]
        outcome |= {"outcome": "dropped", "reason": last.data["reason"], "day": last.day}
    return outcome
