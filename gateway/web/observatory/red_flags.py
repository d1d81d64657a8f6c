"""Red flags, counted: questions to put, which prove nothing; and the bounds beyond which something is unusual."""

import asyncio
from collections import Counter
from typing import Any

from markupsafe import Markup

from gateway.web.observatory import filters
from gateway.web.pictures import Drawn, bars
from gateway.web.visit import Answered, Page, Visit

MOST_BOUNDS = 60


async def show(visit: Visit) -> Answered:
    """The flags of a year, or of all, by rule and department."""
    year = visit.query.get("year") or None
    counted, fences, dimensions = await asyncio.gather(
        visit.api.get("/red-flags", {"year": year}),
        visit.api.find("/red-flags/fences", {"year": year}),
        visit.api.get("/dimensions"),
    )
    names = dict(filters.values_of(visit, dimensions, "department"))
    by_rule: Counter[str] = Counter()
    by_department: Counter[str] = Counter()
    for one in counted["items"]:
        by_rule[one["rule"]] += one["flags"]
        if one["department"]:
            by_department[names.get(one["department"], one["department"])] += one["flags"]
    rules = Counter({_rule(visit, code): many for code, many in by_rule.items()})
    drawn = [_drawn(visit, key, found) for key, found in (("rule", rules), ("department", by_department)) if found]
    bounds = [_bound(visit, one) for one in fences["items"][:MOST_BOUNDS]] if fences else []
    shown = {"drawn": drawn, "fences": bounds, "filters": [_years(visit, dimensions)]}
    return Page("observatory/red_flags.html", shown)


def _rule(visit: Visit, code: str) -> str:
    """The number of a rule and what it looks for."""
    key = f"flag.{code}"
    return f"{code} {visit.language.t(key)}" if visit.language.has(key) else code


def _bound(visit: Visit, fence: dict[str, Any]) -> tuple[str | Markup, ...]:
    """The year of a bound, what it is a bound of, among what, where it lies, and from how many cases."""
    measure, comparison = (Markup("<code>{}</code>").format(fence[name]) for name in ("measure", "comparison"))
    number = visit.language.number
    return fence["year"], measure, comparison, number(fence["limit"], 3), number(fence["seen"])


def _drawn(visit: Visit, key: str, counted: Counter[str]) -> Drawn:
    language = visit.language
    caption = str(language.t(f"flags.by_{key}"))
    rows = [(name, float(many), language.number(many)) for name, many in counted.most_common()]
    heads = [str(language.t(f"flags.{key}")), str(language.t("flags.flags"))]
    return Drawn(caption, bars(caption, rows), heads, [(name, words) for name, _, words in rows])


def _years(visit: Visit, dimensions: dict[str, object]) -> filters.Choice:
    t = visit.language.t
    years = sorted((code for code, _ in filters.values_of(visit, dimensions, "year")), reverse=True)
    options = [(year, year) for year in years]
    return filters.Choice("year", str(t("dimension.year")), options, visit.query.get("year", ""), str(t("filter.all")))
