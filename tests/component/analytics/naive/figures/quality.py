"""What is told and how well (Q1 to Q7), and how much there is of it (V1 to V6), and what is flagged (C1)."""

from collections.abc import Callable, Mapping

from tests.component.analytics.naive.asked import Asked
from tests.component.analytics.naive.durations import months_after
from tests.component.analytics.naive.ledger import Json
from tests.component.analytics.naive.tally import Figure, add, anything, count, different, middle, of_counts
from tests.component.analytics.naive.trust import RULES

Figures = Mapping[str, Figure]
NAMED = dict(zip((*RULES[:3], "at-least-100-million"), RULES, strict=True))
FLAGGING = ("R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058")
GRADES = {0: "a", 1: "b", 2: "c", 3: "c", 4: "d", 5: "d"}


def q1(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("contract") if row["day"]]

    def due(row: Json) -> bool:
        return bool(row["published_day"] or months_after(row["day"], 2) < asked.today)

    def in_time(row: Json) -> bool:
        return bool(row["published_day"] and row["published_day"] <= months_after(row["day"], 2))

    published = count(asked.rows("contract"), lambda row: row["publication_days"] is not None)
    return {"": Figure(count(rows, in_time), count(rows, due), published, len(asked.rows("contract")))}


def q2(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    known = count(rows, lambda row: row["publication_days"] is not None)
    return {"": Figure(middle(rows, lambda row: row["publication_days"]), None, known, len(rows))}


def q3(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    grades = [GRADES.get(len(row["lacking"]), "e") for row in rows]
    filled = sum(10 - len(row["lacking"]) for row in rows)
    parts = {f"grade-{grade}": Figure(grades.count(grade), len(rows), len(rows), len(rows)) for grade in "abcde"}
    return {"": Figure(filled, 10 * len(rows), len(rows), len(rows)), **parts}


def q4(asked: Asked) -> Figures:
    values = [asked.value(row) for row in asked.rows("contract")]
    known = [value for value in values if value is not None]
    return {"": Figure(sum(value < 40_000 for value in known), len(known), len(known), len(values))}


def q5(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    valued = count(rows, lambda row: asked.raw(row) is not None)
    aside = [asked.rule(row) for row in rows]

    def of(found: int) -> Figure:
        return Figure(found, valued, valued, len(rows))

    return {"": of(len(aside) - aside.count(None)), **{name: of(aside.count(rule)) for name, rule in NAMED.items()}}


def q6(asked: Asked) -> Figures:
    rows = [row for row in asked.rows("holding") if not row["natural_person"]]
    return {"": of_counts(rows, lambda row: row["identifier"], anything)}


def v1(asked: Asked) -> Figures:
    every = len(asked.rows("contract"))
    return {"": Figure(every, None, every, every)}


def v2(asked: Asked) -> Figures:
    rows = asked.rows("contract")

    def of(value: Callable[[Json], object]) -> Figure:
        return Figure(add(rows, value), None, count(rows, lambda row: value(row) is not None), len(rows))

    paid = of(lambda row: row["paid"])
    return {"": of(asked.value), "raw": of(asked.raw), "trusted": of(asked.trustworthy), "paid": paid}


def v3(asked: Asked) -> Figures:
    rows = asked.rows("holding")
    named = count(rows, lambda row: row["company"])
    return {"": Figure(different(rows, lambda row: row["company"]), None, named, len(rows))}


def v4(asked: Asked) -> Figures:
    rows = asked.rows("bidder")
    return {"": Figure(different(rows, lambda row: row["company"]), None, len(rows), len(rows))}


def v5(asked: Asked) -> Figures:
    def of(grain: str) -> Figure:
        rows = asked.rows(grain)
        known = count(rows, lambda row: row["department"])
        return Figure(different(rows, lambda row: row["department"]), None, known, len(rows))

    return {"": of("contract"), "publishing": of("tender"), "planning": of("plan")}


def v6(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    last = months_after(asked.today, 12)
    known = count(rows, lambda row: row["ends_on"] or row["ended_on"])

    def ending(row: Json) -> bool:
        return bool(row["ends_on"] and not row["ended_on"] and asked.today < row["ends_on"] <= last)

    return {"": Figure(count(rows, ending), None, known, len(rows))}


def c1(asked: Asked) -> Figures:
    rows = asked.rows("flag")

    def of(found: int) -> Figure:
        return Figure(found, None, len(rows), len(rows))

    rules = {rule.lower(): of(count(rows, lambda row, rule=rule: row["rule"] == rule)) for rule in FLAGGING}
    return {"": of(len(rows)), "processes": of(different(rows, lambda row: row["tender_id"])), **rules}


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "Q1": q1, "Q2": q2, "Q3": q3, "Q4": q4, "Q5": q5, "Q6": q6,
    "V1": v1, "V2": v2, "V3": v3, "V4": v4, "V5": v5, "V6": v6,
    "C1": c1,
}  # fmt: skip
