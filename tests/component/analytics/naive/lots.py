"""Lots of published tenders: what was asked, and what became of them last."""

from tests.component.analytics.naive.holders import lead_of
from tests.component.analytics.naive.ledger import Json, day_of
from tests.component.analytics.naive.money import amount
from tests.component.analytics.naive.notices import weights
from tests.component.analytics.naive.tenders import Tenders, dimensions

SME = ("tpe", "pme")


def lead_member(bid: Json) -> Json:
    members: list[Json] = bid["members"]
    return members[lead_of([one["role"] for one in members])]


def lot_rows(tenders: Tenders) -> list[Json]:
    """Every lot of every published tender."""
    return [_lot(tenders, row, lot) for row in tenders.rows for lot in tenders.notices[row["tender_id"]]["lots"]]


def _lot(tenders: Tenders, tender: Json, notice: Json) -> Json:
    subject, number = tender["tender_id"], notice["number"]
    fate, bids = _fate(tenders, tender, number), tenders.bids(subject, number)
    opened = bool(tenders.openings(subject))
    judged = tenders.told(subject, "LotEvaluated", "EvaluationReopened", lot=number)
    ranking = judged[-1].data if judged and judged[-1].kind == "LotEvaluated" else {}
    sizes = [lead_member(bid)["size"] for bid in bids if bid["readable"]]
    row = dimensions(tender) | weights(notice) | fate | {name: ranking.get(name) for name in RANKING}
    if row["price_weight"] is None:
        row["price_weight"] = ranking.get("price_weight")
    if row["bids"] is None and opened:
        row["bids"] = len(bids)
    return row | {
        "grain": "lot",
        "tender_id": subject,
        "lot": number,
        "cpv": notice["cpv"] or tender["cpv"],
        "competed": tender["competed"],
        "opened": opened or (fate["closed"] and (fate["outcome"] != "dropped" or fate["bids"] > 0)),
        "bids_of_known_size": sum(size is not None for size in sizes),
        "sme_bids": sum(size in SME for size in sizes),
        "tpe_bids": sum(size == "tpe" for size in sizes),
        "value": amount(notice["value"]),
        **notice["clauses"],
    }


RANKING = ("admissible", "abnormally_low", "abnormally_low_rejected")


def _fate(tenders: Tenders, tender: Json, number: int) -> Json:
    """The last decision; a tender that is cancelled drops its lots, except those that had ended without a winner."""
    told = tenders.told(tender["tender_id"], "LotClosed", "LotReopened", lot=number)
    last = told[-1] if told and told[-1].kind == "LotClosed" else None
    cancelled = tender["cancelled"]
    if cancelled and (last is None or last.data["outcome"] == "awarded"):
        day = day_of(cancelled["cancelled_at"])
        return {
            "outcome": "dropped",
            "reason": cancelled["reason"],
            "day": day,
            "bids": None,
            "closed": False,
            "with_tender": True,
        }
    if last is None:
        return {"outcome": "open", "reason": None, "day": None, "bids": None, "closed": False, "with_tender": False}
    day = day_of(last.data["closed_at"] or last.at)
    return {
        **{name: last.data[name] for name in ("outcome", "reason", "bids")},
        "day": day,
        "closed": True,
        "with_tender": False,
    }
