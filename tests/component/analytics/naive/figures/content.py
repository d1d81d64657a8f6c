"""What contracts ask: social, ecological, digital (S1 to S10, E1 to E9)."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from tests.component.analytics.naive.asked import Asked, only
from tests.component.analytics.naive.ledger import Json
from tests.component.analytics.naive.money import cents
from tests.component.analytics.naive.tally import Figure, add, anything, count, mean, of_counts

Figures = Mapping[str, Figure]


def told(name: str) -> Callable[[Json], bool]:
    return lambda row: row[name] is not None


def is_social(row: Json) -> bool:
    considered = row["social"] or row["equality"] or row["reserved"] is not None
    return bool(considered or (row["insertion_hours"] or 0) > 0 or (row["social_weight"] or 0) > 0)


def is_environmental(row: Json) -> bool:
    return bool(row["environmental"] or (row["environmental_weight"] or 0) > 0 or row["life_cycle_cost"])


def of_member(name: str) -> Callable[[Asked], Figures]:
    """Contracts that have it, of those that say."""
    return lambda asked: {"": of_counts(asked.rows("contract"), lambda row: row[name], told(name))}


def s1(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("contract"), is_social, lambda row: is_social(row) or row["social"] is not None)}


def s3(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("contract"), lambda row: (row["social_weight"] or 0) > 0, told("social_weight"))}


def s4(asked: Asked) -> Figures:
    known = lambda row: row["reserved"] is not None or row["social"] is not None  # noqa: E731
    return {"": of_counts(asked.rows("contract"), told("reserved"), known)}


def s5(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    return {"": Figure(add(rows, lambda row: row["insertion_hours"]), None, len(rows), len(rows))}


def s6(asked: Asked) -> Figures:
    reports = asked.rows("report")
    hours = add(reports, lambda row: row["insertion_hours_achieved"])
    due = [row for row in asked.rows("contract") if (row["insertion_hours"] or 0) > 0]
    both = [row for row in due if row["insertion_achieved"] is not None]
    done, contracted = (
        add(both, lambda row, name=name: row[name]) for name in ("insertion_achieved", "insertion_hours")
    )
    return {
        "": Figure(hours, None, count(reports, told("insertion_hours_achieved")), len(reports)),
        "rate": Figure(done, contracted, len(both), len(due)),
    }


def s8(asked: Asked) -> Figures:
    rows = asked.rows("holding")
    known = add(rows, lambda row: only(asked.allotted(row), row["social_economy"] is not None))
    return {
        "": Figure(
            add(rows, lambda row: only(asked.allotted(row), row["social_economy"])),
            known,
            known,
            add(rows, asked.allotted),
        )
    }


def s10(asked: Asked) -> Figures:
    """No reference data says which communes are priority zones."""
    return {"": Figure(Fraction(0), Fraction(0), Fraction(0), add(asked.rows("holding"), asked.allotted))}


def e1(asked: Asked) -> Figures:
    known = lambda row: is_environmental(row) or row["environmental"] is not None  # noqa: E731
    return {"": of_counts(asked.rows("contract"), is_environmental, known)}


def awarded_lots(asked: Asked) -> list[Json]:
    return [row for row in asked.rows("lot") if row["outcome"] == "awarded"]


def e2(asked: Asked) -> Figures:
    rows = awarded_lots(asked)
    return {"": of_counts(rows, lambda row: (row["environmental_weight"] or 0) > 0, told("environmental_weight"))}


def e3(asked: Asked) -> Figures:
    rows = awarded_lots(asked)
    known = count(rows, told("environmental_weight"))
    every = mean(rows, lambda row: row["environmental_weight"])
    positive = mean(rows, lambda row: row["environmental_weight"] or None)
    weight = Figure(positive, None, known, len(rows))
    return {"": weight, "with-criterion": weight, "all-lots": Figure(every, None, known, len(rows))}


def of_food(name: str) -> Callable[[Asked], Figures]:
    """A part of the purchases of food, of those reports that tell it."""

    def figures(asked: Asked) -> Figures:
        rows = asked.rows("food")
        known = add(rows, lambda row: only(row["total"], row[name] is not None))
        return {"": Figure(add(rows, lambda row: row[name]), known, known, add(rows, lambda row: row["total"]))}

    return figures


def e6(asked: Asked) -> Figures:
    def of(name: str) -> Figure:
        rows = [row for row in asked.rows("contract") if row[name] is not None]
        valued = [(value, row[name]) for row in rows if (value := asked.value(row)) is not None]
        part = sum(cents(value * share) for value, share in valued)
        return Figure(part, sum(value for value, _ in valued), len(rows), len(asked.rows("contract")))

    food = {f"food-{place}": of_food(name)(asked)[""] for place, name in (("france", "french"), ("union", "european"))}
    return {"": of("origin_france"), "france": of("origin_france"), "union": of("origin_european"), **food}


def e7(asked: Asked) -> Figures:
    def innovates(row: Json) -> bool:
        partnership = row["procedure"] == "innovation-partnership"
        return bool(row["innovation"] or row["exemption"] == "innovation" or partnership)

    def known(row: Json) -> bool:
        return innovates(row) or row["innovation"] is not None or row["exemption"] is not None

    return {"": of_counts(asked.rows("contract"), innovates, known)}


def e8(asked: Asked) -> Figures:
    return {"": of_counts(awarded_lots(asked), lambda row: row["life_cycle_cost"], told("life_cycle_cost"))}


def e9(asked: Asked) -> Figures:
    tenders = asked.rows("tender")
    notified = of_counts(asked.rows("contract"), lambda row: row["electronic"], told("electronic"))
    return {
        "": notified,
        "notifications": notified,
        "bids": of_counts(tenders, lambda row: row["electronic"], anything),
    }


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "S1": s1, "S2": of_member("social"), "S3": s3, "S4": s4, "S5": s5, "S6": s6, "S7": of_member("inclusive"),
    "S8": s8, "S9": of_member("equality"), "S10": s10,
    "E1": e1, "E2": e2, "E3": e3, "E4": of_food("sustainable"), "E5": of_food("organic"), "E6": e6, "E7": e7,
    "E8": e8, "E9": e9,
}  # fmt: skip
