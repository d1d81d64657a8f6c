"""How even contracts are: advances, delays, changes, prices, rejections, appraisals (R1 to R15)."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction

from tests.component.analytics.naive.asked import Asked, is_sme, only
from tests.component.analytics.naive.ledger import Json, day_of
from tests.component.analytics.naive.tally import Figure, add, anything, count, different, mean, middle, of_counts

Figures = Mapping[str, Figure]
THIRTY = Fraction(30, 100)


def is_large(row: Json) -> bool:
    return row["initial"] is not None and row["initial"] > 25_000


def got_advance(row: Json) -> bool:
    """An advance of 30 % at least was paid."""
    return any(Fraction(one["rate"]) >= THIRTY for one in row["advances"])


def r1(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("contract") if is_large(row)]

    def offered(row: Json) -> bool:
        return row["advance"] is not None and row["advance"] >= THIRTY and not row["advance_guarantee"]

    return {"": of_counts(rows, offered, lambda row: row["advance"] is not None)}


def r2(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("contract") if is_large(row)]
    small = [row for row in rows if is_sme(row)]
    sized = count(rows, lambda row: row["size"])
    companies = different(small, lambda row: row["lead"].company)
    lucky = different(small, lambda row: only(row["lead"].company, got_advance(row)))
    named = count(small, lambda row: row["lead"].company)
    contracts = Figure(count(small, got_advance), len(small), sized, len(rows))
    return {"": contracts, "contracts": contracts, "companies": Figure(lucky, companies, named, len(small))}


def r3(asked: Asked) -> Figures:
    rows = asked.rows("payment")
    weighted = add(rows, lambda row: row["value"] * row["delay_days"])
    every = asked.rows("holding")
    stated = [row["payment_days"] for row in every if row["payment_days"] is not None]
    return {
        "": Figure(weighted, add(rows, lambda row: row["value"]), len(rows), len(rows)),
        "as-registered": Figure(sum(stated), len(stated), len(stated), len(every)),
    }


def r4(asked: Asked) -> Figures:
    """Invoices that were settled, or should have been by now."""
    late = timedelta(days=30)
    rows = asked.rows("invoice")
    due = count(rows, lambda row: row["settled_on"] or row["day"] + late < asked.today)
    in_time = count(rows, lambda row: row["days"] is not None and row["days"] <= 30)
    return {"": Figure(in_time, due, due, len(rows))}


def advance_delay(row: Json) -> int | None:
    days = [one["day"] for one in row["advances"]]
    return (min(days) - row["day"]).days if days and row["day"] and min(days) >= row["day"] else None


def r5(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    dated = count(rows, lambda row: advance_delay(row) is not None)
    return {"": Figure(middle(rows, advance_delay), None, dated, count(rows, lambda row: row["advances"]))}


def decision(row: Json) -> int | None:
    known = row["deadline"] and row["awarded"] and row["awarded"] >= row["deadline"]
    return (row["awarded"] - row["deadline"]).days if known else None


def procedure(row: Json) -> int | None:
    known = row["tender_published"] and row["day"] and row["day"] >= row["tender_published"]
    return (row["day"] - row["tender_published"]).days if known else None


def r6(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    competed = count(rows, lambda row: row["competed"])

    def of(days: Callable[[Json], int | None]) -> Figure:
        return Figure(middle(rows, days), None, count(rows, lambda row: days(row) is not None), competed)

    return {"": of(decision), "award": of(decision), "notification": of(procedure)}


def r7(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    return {"": of_counts(rows, lambda row: row["modifications"], lambda row: row["modifications"] is not None)}


def r8(asked: Asked) -> Figures:
    def drifts(row: Json) -> bool:
        return asked.value(row) is not None and bool(row["initial"]) and row["current"] is not None

    rows = [row for row in asked.rows("contract") if drifts(row)]
    drift, base = add(rows, lambda row: row["current"] - row["initial"]), add(rows, lambda row: row["initial"])
    valued = count(asked.rows("contract"), lambda row: asked.value(row) is not None)
    return {"": Figure(drift, base, len(rows), valued)}


def r9(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("lot") if row["outcome"] == "awarded"]
    known = count(rows, lambda row: row["price_weight"] is not None)
    alone = of_counts(rows, lambda row: row["price_weight"] == 100, lambda row: row["price_weight"] is not None)
    weight = Figure(mean(rows, lambda row: row["price_weight"]), None, known, len(rows))
    return {"": alone, "price-only": alone, "weight": weight}


def r10(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("contract") if (row["months"] or 0) > 3]
    return {"": of_counts(rows, lambda row: row["price_revision"], lambda row: row["price_revision"] is not None)}


def r11(asked: Asked) -> Figures:
    rows = asked.rows("question")
    return {"": Figure(middle(rows, lambda row: row["hours"]), None, len(rows), len(rows))}


def told_in_time(row: Json) -> bool:
    """A letter with its reasons within 15 days of the decision."""
    if not (row["motivated"] and row["told_at"] and row["approved_at"]):
        return False
    return (day_of(row["told_at"]) - day_of(row["approved_at"])).days <= 15


def r12(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("bid") if row["losing"]]
    return {"": of_counts(rows, told_in_time, lambda row: row["approved_at"])}


def r13(asked: Asked) -> Figures:
    closed = [row for row in asked.rows("lot") if row["outcome"] != "open"]
    ranked = [row for row in closed if row["admissible"] is not None]
    admissible, opened = sum(row["admissible"] for row in ranked), count(closed, lambda row: row["opened"])

    def of(member: str) -> Figure:
        return Figure(sum(row[member] for row in ranked), admissible, len(ranked), opened)

    detected = of("abnormally_low")
    return {"": detected, "detected": detected, "rejected": of("abnormally_low_rejected")}


def r14(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("contract") if row["ended_on"]]
    return {"": of_counts(rows, lambda row: row["appraised"], anything)}


def r15(asked: Asked) -> Figures:
    """Companies that were paid more than 30 % of what they turn over in a year."""
    rows = [row for row in asked.rows("payment") if row["company"]]
    paid: dict[str, Fraction] = defaultdict(Fraction)
    turnover: dict[str, Fraction] = {}
    for row in rows:
        if row["turnover"]:
            paid[row["company"]] += row["value"]
            turnover[row["company"]] = max(row["turnover"], turnover.get(row["company"], Fraction(0)))
    dependent = sum(value > THIRTY * turnover[company] for company, value in paid.items())
    return {"": Figure(dependent, len(paid), len(paid), different(rows, lambda row: row["company"]))}


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "R1": r1, "R2": r2, "R3": r3, "R4": r4, "R5": r5, "R6": r6, "R7": r7, "R8": r8, "R9": r9, "R10": r10,
    "R11": r11, "R12": r12, "R13": r13, "R14": r14, "R15": r15,
}  # fmt: skip
