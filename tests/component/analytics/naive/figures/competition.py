"""How tenders are divided, announced and answered: A9 to A23."""

from collections.abc import Callable, Mapping

from tests.component.analytics.naive.asked import Asked
from tests.component.analytics.naive.tally import Figure, add, count, mean, middle, of_counts

Figures = Mapping[str, Figure]


def a9(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("tender"), lambda row: row["lots"] >= 2, lambda row: True)}


def a10(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    lots = sum(row["lots"] for row in rows if row["lots"] >= 2)
    return {"": Figure(lots, count(rows, lambda row: row["lots"] >= 2), len(rows), len(rows))}


def a11(asked: Asked) -> Figures:
    opened = [row for row in asked.rows("lot") if row["opened"]]
    bids = lambda row: row["bids"]  # noqa: E731
    known = count(opened, lambda row: row["bids"] is not None)
    return {
        "": Figure(add(opened, bids), known, known, len(opened)),
        "median": Figure(middle(opened, bids), None, known, len(opened)),
    }


def a12(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    single = lambda row: row["competed"] and row["bids"] == 1  # noqa: E731
    return {"": of_counts(rows, single, lambda row: row["competed"] and row["bids"], lambda row: row["competed"])}


def a13(asked: Asked) -> Figures:
    return {"": _ended(asked, "unsuccessful")}


def a14(asked: Asked) -> Figures:
    return {"": _ended(asked, "dropped")}


def _ended(asked: Asked, outcome: str) -> Figure:
    rows = asked.rows("lot")
    closed = lambda row: row["outcome"] != "open"  # noqa: E731
    return of_counts(rows, lambda row: row["outcome"] == outcome, closed, closed)


def a15(asked: Asked) -> Figures:
    rows = asked.rows("bid")
    return {"": of_counts(rows, lambda row: row["size"] in ("tpe", "pme"), lambda row: row["size"])}


def a16(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("bidder"), asked.is_new, lambda row: True)}


def a17(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("bidder") if row["decided"]]
    new, others = [row for row in rows if asked.is_new(row)], [row for row in rows if not asked.is_new(row)]
    won = lambda row: row["won"]  # noqa: E731
    return {"": Figure(count(new, won), len(new)), "others": Figure(count(others, won), len(others))}


def a18(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("tender") if row["estimated"] >= 40_000]
    return {"": of_counts(rows, lambda row: row["sourced"], lambda row: True)}


def a19(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("tender") if row["opened"]]
    answered = sum(len(row["answered"]) for row in rows)
    return {"": Figure(sum(len(row["answered_who_bid"]) for row in rows), answered, answered, answered)}


def a20(asked: Asked) -> Figures:
    early = lambda row: (row["announced_days"] or 0) >= 60  # noqa: E731
    return {"": of_counts(asked.rows("tender"), early, lambda row: True)}


def a21(asked: Asked) -> Figures:
    rows = asked.rows("plan")
    return {"": Figure(count(rows, lambda row: row["tendered_on"]), len(rows), len(rows), len(rows))}


def a22(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    return {"": Figure(middle(rows, lambda row: row["days_to_bid"]), None, len(rows), len(rows))}


def a23(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    took = sum(len(row["withdrawers"]) for row in rows)
    return {"": Figure(sum(len(row["withdrawers_who_bid"]) for row in rows), took, took, took)}


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "A9": a9, "A10": a10, "A11": a11, "A12": a12, "A13": a13, "A14": a14, "A15": a15, "A16": a16, "A17": a17,
    "A18": a18, "A19": a19, "A20": a20, "A21": a21, "A22": a22, "A23": a23,
}  # fmt: skip
_ = mean
