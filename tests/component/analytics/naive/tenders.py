"""Published tenders: when, for how long, who took the documents, who was asked before."""

from collections import defaultdict
from datetime import datetime
from fractions import Fraction

from tests.component.analytics.naive.ledger import Json, Ledger, Said, day_of, moment
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.suppliers import company

UNCOMPETED = ("without-publicity", "other")
NOT_OFFERS = ("requests", "dialogue")
DIMENSIONS = (
    *("buyer", "principal", "department", "area", "cpv", "nature", "technique", "procedure"),
    *("place", "commune", "size", "territory", "subsequent"),
)


def dimensions(row: Json) -> Json:
    """What puts a row into a slice, for what hangs on it."""
    return {name: row[name] for name in DIMENSIONS}


class Tenders:
    """Every published tender, and what was told of it since."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._about: dict[tuple[str, str], list[Said]] = defaultdict(list)
        for said in ledger.true:
            if "tender_id" in said.data:
                self._about[said.data["tender_id"], said.kind].append(said)
        self.announced, self.sourcing = announcements(ledger), Requests(ledger)
        self.notices: dict[str, Json] = {}
        for said in ledger.of("TenderPublished"):
            self.notices.setdefault(said.subject, said.data)
        self.rows = [self._row(tender, notice) for tender, notice in self.notices.items()]

    def told(self, tender: str, *kinds: str, lot: int | None = None) -> list[Said]:
        """Facts of these kinds about a tender, or one of its lots, in the order in which they came about."""
        found = [said for kind in kinds for said in self._about[tender, kind]]
        mine = [said for said in found if lot is None or said.data["lot"] == lot]
        return sorted(mine, key=lambda said: (said.at, said.recorded))

    def openings(self, tender: str) -> list[Said]:
        """Openings of offers, not of requests to take part."""
        return [said for said in self.told(tender, "BidsOpened") if said.data["phase"] not in NOT_OFFERS]

    def bids(self, tender: str, lot: int) -> list[Json]:
        """The bids for a lot at the last opening of offers that showed any for it; unreadable ones too."""
        shown = [
            [{**bid, "opened_at": said.data["opened_at"]} for bid in said.data["bids"] if lot in bid["lots"]]
            for said in self.openings(tender)
        ]
        return next((bids for bids in reversed(shown) if bids), [])

    def _row(self, tender: str, notice: Json) -> Json:
        plain = ("buyer", "department", "area", "cpv", "nature", "technique", "procedure", "electronic", "exemption")
        published, cancelled = moment(notice["published_at"]), self.told(tender, "TenderCancelled")
        took = {
            one.data["organisation"][:9] for one in self.told(tender, "DossierWithdrawn") if one.data["organisation"]
        }
        bidders, answered = self._bidders(tender), self.sourcing.answerers(tender, notice["sourcing_request"])
        announced = self.announced.get(notice["plan_entry"] or "")
        return {
            **{name: notice[name] for name in plain},
            **dict.fromkeys(("place", "commune", "size", "territory")),
            "grain": "tender",
            "tender_id": tender,
            "principal": notice["on_behalf_of"] or notice["buyer"],
            "subsequent": notice["technique"] == "subsequent",
            "competed": notice["procedure"] not in UNCOMPETED,
            "day": day_of(published),
            "days_to_bid": (day_of(self._first_deadline(tender, notice)) - day_of(published)).days,
            "lots": len(notice["lots"]),
            "estimated": amount(notice["estimated_value"]),
            "opened": bool(self.told(tender, "BidsOpened")),
            "announced_days": (day_of(published) - day_of(announced)).days if announced else None,
            "sourced": answered is not None,
            "answered": answered or set(),
            "answered_who_bid": (answered or set()) & bidders,
            "withdrawers": took,
            "withdrawers_who_bid": took & bidders,
            "cancelled": cancelled[-1].data if cancelled else None,
        }

    def _first_deadline(self, tender: str, notice: Json) -> str:
        """The deadline of the phase that was advertised, as amended before its bids were opened."""
        ends = [said.at for said in self.told(tender, "PhaseOpened", "BidsOpened")]
        amended = [one for one in self.told(tender, "TenderAmended") if not ends or one.at < min(ends)]
        return str(amended[-1].data["deadline"] if amended else notice["deadline"])

    def _bidders(self, tender: str) -> set[str | None]:
        """Companies that bid in any phase."""
        bids = [bid for said in self.told(tender, "BidsOpened") for bid in said.data["bids"]]
        return {company(member["identifier"]) for bid in bids for member in bid["members"]}


def announcements(ledger: Ledger) -> dict[str, datetime]:
    """When each entry of a plan was first announced."""
    found: dict[str, datetime] = {}
    for said in ledger.of("PlanEntryPublished"):
        at = moment(said.data["announced_at"]) if said.data["announced_at"] else said.at
        found[said.subject] = min(at, found.get(said.subject, at))
    return found


class Requests:
    """Sourcing requests that were closed, and who answered them."""

    def __init__(self, ledger: Ledger) -> None:
        self.closed = {said.subject: said.data["tender_id"] for said in ledger.of("SourcingClosed")}
        self._answered: dict[str, set[str | None]] = defaultdict(set)
        for said in ledger.of("SourcingAnswered"):
            self._answered[said.subject].add(company(said.data["identifier"]))

    def answerers(self, tender: str, request: str | None) -> set[str | None] | None:
        """Companies that answered before a tender; None where no request was closed before it."""
        mine = [one for one, led_to in self.closed.items() if one == request or led_to == tender]
        return set().union(*(self._answered[one] for one in mine)) if mine else None


def total(values: list[Fraction | None]) -> Fraction | None:
    """Of what is known; None where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) if known else None
