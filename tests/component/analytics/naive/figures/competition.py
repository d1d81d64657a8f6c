"""How tenders are divided, announced and answered: A9 to A23."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction

from tests.component.analytics.naive.asked import Asked, is_sme
from tests.component.analytics.naive.durations import median
from tests.component.analytics.naive.ledger import Json
from tests.component.analytics.naive.tally import Figure, Taken, anything, count, mean, middle, of_counts

Figures = Mapping[str, Figure]


def a9(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("tender"), lambda row: row["lots"] >= 2, lambda row: row["lots"] >= 1)}


def a10(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    divided = [row for row in rows if row["lots"] >= 2]
    known = count(rows, lambda row: row["lots"] >= 1)
    return {"": Figure(sum(row["lots"] for row in divided), len(divided), known, len(rows))}


def a11(asked: Asked) -> Figures:
    opened = [row for row in asked.rows("lot") if row["opened"] and row["outcome"] != "open"]
    known = [row for row in opened if row["bids"] is not None]
    bids = [row["bids"] for row in known]
    average = Figure(sum(bids), len(known), len(known), len(opened))
    return {"": average, "mean": average, "median": Figure(median(bids), None, len(known), len(opened))}


def a12(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("lot") if row["outcome"] == "awarded" and row["competed"]]
    return {"": of_counts(rows, lambda row: row["bids"] == 1, lambda row: row["bids"])}


def closed_lots(asked: Asked) -> list[Json]:
    return [row for row in asked.rows("lot") if row["outcome"] != "open"]


def a13(asked: Asked) -> Figures:
    rows = closed_lots(asked)

    def of(taken: Taken) -> Figure:
        return of_counts(rows, lambda row: row["outcome"] == "unsuccessful" and taken(row), anything)

    return {
        "": of(anything),
        "no-bid": of(lambda row: row["bids"] == 0),
        "no-bid-retained": of(lambda row: (row["bids"] or 0) > 0),
    }


def a14(asked: Asked) -> Figures:
    rows = closed_lots(asked)

    def of(taken: Taken) -> Figure:
        return of_counts(rows, lambda row: row["outcome"] == "dropped" and taken(row), anything)

    return {
        "": of(anything),
        "with-procedure": of(lambda row: row["with_tender"]),
        "alone": of(lambda row: not row["with_tender"]),
        "unopened": of(lambda row: not row["opened"]),
    }


def a15(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("bid"), is_sme, lambda row: row["size"])}


def a16(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("bidder"), asked.is_new, anything)}


def a17(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("bidder") if row["decided"]]
    new, others = [row for row in rows if asked.is_new(row)], [row for row in rows if not asked.is_new(row)]

    def rate(mine: list[Json]) -> Fraction | None:
        return mean(mine, lambda row: int(row["won"]))

    def of(mine: list[Json]) -> Figure:
        return Figure(count(mine, lambda row: row["won"]), len(mine), len(rows), len(rows))

    return {"": Figure(rate(new), rate(others), len(rows), len(rows)), "new": of(new), "others": of(others)}


def a18(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    large = [row for row in rows if row["estimated"] >= 90_000]
    return {"": Figure(count(large, lambda row: row["sourced"]), len(large), len(rows), len(rows))}


def a19(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("tender") if row["opened"] and row["sourced"]]
    consulted = [row for row in rows if row["answered"]]
    answered = sum(len(row["answered"]) for row in consulted)
    return {"": Figure(sum(len(row["answered_who_bid"]) for row in consulted), answered, len(consulted), len(rows))}


def a20(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("tender"), lambda row: (row["announced_days"] or 0) >= 60, anything)}


def a21(asked: Asked) -> Figures:
    """Entries whose time is over by 90 days, and that were not given up before it began."""
    late = timedelta(days=90)
    due = [
        row
        for row in asked.rows("plan")
        if row["due"] + late < asked.today and not (row["withdrawn_on"] and row["withdrawn_on"] < row["day"])
    ]
    came = [row for row in due if row["tendered_on"]]
    kept = count(came, lambda row: row["day"] - late <= row["tendered_on"] <= row["due"] + late)
    return {"": Figure(kept, len(due), len(due), len(due))}


def a22(asked: Asked) -> Figures:
    rows = asked.rows("tender")
    return {"": Figure(middle(rows, lambda row: row["days_to_bid"]), None, len(rows), len(rows))}


def a23(asked: Asked) -> Figures:
    opened = [row for row in asked.rows("tender") if row["opened"]]
    rows = [row for row in opened if row["withdrawers"]]
    took = sum(len(row["withdrawers"]) for row in rows)
    return {"": Figure(sum(len(row["withdrawers_who_bid"]) for row in rows), took, len(rows), len(opened))}


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "A9": a9, "A10": a10, "A11": a11, "A12": a12, "A13": a13, "A14": a14, "A15": a15, "A16": a16, "A17": a17,
    "A18": a18, "A19": a19, "A20": a20, "A21": a21, "A22": a22, "A23": a23,
}  # fmt: skip
