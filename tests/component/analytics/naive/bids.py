"""Bids that could be read, for each lot that they are for; and the companies behind them."""

from collections import defaultdict
from datetime import date
from typing import Any

from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.ledger import Json, Said, day_of, moment
from tests.component.analytics.naive.lots import lead_member
from tests.component.analytics.naive.places import where
from tests.component.analytics.naive.suppliers import company
from tests.component.analytics.naive.tenders import Tenders, dimensions


def bid_rows(tenders: Tenders, lots: list[Json]) -> list[Json]:
    """Each readable bid of the last opening of offers, for each lot."""
    rulings = _last_rulings(tenders)
    return [
        _bid(tenders, lot, bid, rulings.get((bid["bid_id"], lot["lot"])))
        for lot in lots
        for bid in tenders.bids(lot["tender_id"], lot["lot"])
        if bid["readable"]
    ]


def _last_rulings(tenders: Tenders) -> dict[tuple[str, int], Said]:
    told = sorted(tenders.ledger.of("BidRejected", "BidReinstated"), key=lambda said: (said.at, said.version))
    return {(said.data["bid_id"], said.data["lot"]): said for said in told}


def _bid(tenders: Tenders, lot: Json, bid: Json, ruling: Said | None) -> Json:
    lead, award = lead_member(bid), standing_award(tenders, lot)
    place = member_where(lead)
    won = bool(award) and bid["bid_id"] in (award["bid_id"], *award["further_bids"])
    return {
        **dimensions(lot),
        "grain": "bid",
        "tender_id": lot["tender_id"],
        "lot": lot["lot"],
        "bid_id": bid["bid_id"],
        "day": day_of(bid["opened_at"]),
        "place": place.department,
        "commune": place.commune,
        "size": lead["size"],
        "territory": place.territory,
        "company": company(lead["identifier"]),
        "members": {company(one["identifier"]) for one in bid["members"]},
        "won": won,
        "losing": bool(award) and not won,
        "rejected": ruling.data["ground"] if ruling and ruling.kind == "BidRejected" else None,
        **_letter(tenders, lot, bid, award),
    }


def member_where(member: Json) -> Any:
    return where(member["place"] or {"country": member["country"], "department": None, "commune": None})


def standing_award(tenders: Tenders, lot: Json) -> Json:
    """The last award of a lot; none once it was annulled, the lot opened again or the procedure dropped."""
    subject, number = lot["tender_id"], lot["lot"]
    told = tenders.told(subject, "ContractAwarded", "LotReopened", lot=number)
    if not told or told[-1].kind == "LotReopened" or tenders.told(subject, "TenderCancelled"):
        return {}
    award = told[-1].data
    annulled = {one.data["award_id"] for one in tenders.told(subject, "AwardAnnulled", lot=number)}
    return {} if award["award_id"] in annulled else award


def _letter(tenders: Tenders, lot: Json, bid: Json, award: Json) -> Json:
    """The letter that told a bidder of the award that stands, and how long after its approval."""
    about = {name: tenders.told(lot["tender_id"], name, lot=lot["lot"]) for name in ("LoserNotified", "AwardApproved")}
    mine = {
        name: [one.data for one in told if award and one.data["award_id"] == award["award_id"]]
        for name, told in about.items()
    }
    letters = [one for one in mine["LoserNotified"] if one["bid_id"] == bid["bid_id"]]
    approvals = [moment(one["approved_at"]) for one in mine["AwardApproved"]]
    return {
        "told_at": moment(letters[0]["notified_at"]) if letters else None,
        "motivated": letters[0]["motivated"] if letters else None,
        "approved_at": min(approvals) if approvals else None,
    }


def bidder_rows(tenders: Tenders, bids: list[Json]) -> list[Json]:
    """Each company that made an offer in a tender."""
    return [row for tender in tenders.rows for row in _bidders(tenders, tender, bids)]


def _bidders(tenders: Tenders, tender: Json, bids: list[Json]) -> list[Json]:
    said: dict[str, list[tuple[Any, Json]]] = defaultdict(list)
    for opening in tenders.openings(tender["tender_id"]):
        for bid in opening.data["bids"]:
            for number, member in enumerate(bid["members"]):
                order = (opening.version, bid["bid_id"], -number)
                said[str(company(member["identifier"]))].append((order, {**member, "at": opening.data["opened_at"]}))
    mine = [bid for bid in bids if bid["tender_id"] == tender["tender_id"]]
    winners = {one for bid in mine if bid["won"] for one in bid["members"]}
    decided = any(bid["won"] or bid["losing"] for bid in mine)
    return [_bidder(tender, name, told, winners, decided=decided) for name, told in said.items()]


def _bidder(tender: Json, name: str, told: list[tuple[Any, Json]], winners: set[str | None], *, decided: bool) -> Json:
    member = max(told, key=lambda one: one[0])[1]
    place = member_where(member)
    first = min(moment(one["at"]) for _, one in told)
    return {
        **dimensions(tender),
        "grain": "bidder",
        "tender_id": tender["tender_id"],
        "company": name,
        "day": day_of(first),
        "place": place.department,
        "commune": place.commune,
        "size": member["size"],
        "territory": place.territory,
        "won": name in winners,
        "decided": decided,
    }


class Debuts:
    """The days on which each company bid for what was bought for a principal, or by a buyer."""

    def __init__(self, bidders: list[Json]) -> None:
        self.days: dict[tuple[str, str, str], set[date]] = defaultdict(set)
        for row in bidders:
            self.days["with-mandataries", row["principal"], row["company"]].add(row["day"])
            self.days["own", row["buyer"], row["company"]].add(row["day"])

    def is_new(self, row: Json, scope: str, window: str) -> bool:
        whose = row["principal"] if scope == "with-mandataries" else row["buyer"]
        opening = date.min if window == "all" else months_after(row["day"], -int(window))
        return not any(opening <= day < row["day"] for day in self.days[scope, whose, row["company"]])
