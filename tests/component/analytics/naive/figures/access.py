"""Who gets contracts, and from where: A1 to A8, A24 to A27."""

from collections.abc import Callable, Mapping

from tests.component.analytics.naive.asked import Asked, is_sme, only
from tests.component.analytics.naive.durations import median
from tests.component.analytics.naive.tally import Figure, add, anything, by_company, of_counts

Figures = Mapping[str, Figure]


def a1(asked: Asked) -> Figures:
    known = lambda row: asked.first_time(row) is not None  # noqa: E731
    return {"": of_counts(asked.rows("contract"), asked.first_time, known)}


def a2(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    new = add(rows, lambda row: only(asked.value(row), asked.first_time(row)))
    known = add(rows, lambda row: only(asked.value(row), asked.first_time(row) is not None))
    return {"": Figure(new, known, known, add(rows, asked.value))}


def a3(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("contract"), asked.regional, asked.known_place)}


def a4(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    known = add(rows, asked.known_place_value)
    return {"": Figure(add(rows, asked.regional_value), known, known, add(rows, asked.value))}


def a5(asked: Asked) -> Figures:
    rows = asked.rows("holding")
    known = add(rows, lambda row: only(asked.allotted(row), row["territory"]))

    def of(territory: str) -> Figure:
        mine = add(rows, lambda row: only(asked.allotted(row), row["territory"] == territory))
        return Figure(mine, known, known, add(rows, asked.allotted))

    return {"": of("region"), **{name: of(name) for name in ("region", "france", "union", "elsewhere")}}


def a6(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("contract"), is_sme, lambda row: row["size"])}


def a7(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    known = add(rows, lambda row: only(asked.value(row), row["size"]))
    small = add(rows, lambda row: only(asked.value(row), is_sme(row)))
    return {"": Figure(small, known, known, add(rows, asked.value))}


def a8(asked: Asked) -> Figures:
    return {"": of_counts(asked.rows("contract"), lambda row: row["size"] == "tpe", lambda row: row["size"])}


def a24(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    parts = [part for row in rows for part in row["subcontracts"]]
    known = sum(value for value, size in parts if size)
    small = sum(value for value, size in parts if size in ("tpe", "pme"))
    groups = of_counts(rows, lambda row: row["is_group"], anything)
    return {
        "": groups,
        "groups": groups,
        "subcontracting": of_counts(rows, lambda row: row["subcontracts"], anything),
        "sme": Figure(small, known, known, sum(value for value, _ in parts)),
    }


def a25(asked: Asked) -> Figures:
    rows = asked.rows("contract")
    known = [row["distance"] for row in rows if row["distance"] is not None]
    way = Figure(median(known), None, len(known), len(rows))
    return {"": way, "median": way, "near": Figure(sum(one < 50 for one in known), len(known), len(known), len(rows))}


def a26(asked: Asked) -> Figures:
    rows = asked.rows("holding")
    shares, every = by_company(rows, asked.allotted), add(rows, asked.allotted)
    whole = sum(shares.values())
    index = 10_000 * sum((share / whole) ** 2 for share in shares.values()) if whole else None
    top = sum(sorted(shares.values(), reverse=True)[:10])
    herfindahl = Figure(index, None, whole, every)
    return {"": herfindahl, "herfindahl": herfindahl, "top-ten": Figure(top, whole, whole, every)}


def a27(asked: Asked) -> Figures:
    without = lambda row: row["procedure"] == "without-publicity"  # noqa: E731
    return {"": of_counts(asked.rows("contract"), without, lambda row: row["procedure"])}


FIGURES: Mapping[str, Callable[[Asked], Figures]] = {
    "A1": a1, "A2": a2, "A3": a3, "A4": a4, "A5": a5, "A6": a6, "A7": a7, "A8": a8,
    "A24": a24, "A25": a25, "A26": a26, "A27": a27,
}  # fmt: skip
