"""A buyer: how much it buys, how, and from whom."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from contracts.reference.authorities import authorities
from gateway.web.observatory import filters
from gateway.web.observatory.cells import Cells
from gateway.web.observatory.company import by_year
from gateway.web.observatory.promises import PROMISES, cards
from gateway.web.pictures import Drawn, bars
from gateway.web.visit import Answered, Page, Visit

SPLITS = (("departments", "department"), ("procedures", "procedure"), ("natures", "nature"))
MOST_BARS = 12


async def show(visit: Visit) -> Answered:
    """The page of a buyer over a period; raises `Refused` where it is unknown."""
    siret, period = visit.given("siret"), visit.query.get("period") or filters.ROLLING
    said, dimensions, promised = await asyncio.gather(
        visit.api.get(f"/observatory/buyers/{siret}", {"period": period}),
        visit.api.get("/dimensions"),
        cards(visit, PROMISES[:3], period, buyer=siret),
    )
    cells = Cells(visit, dimensions)
    drawn = [_split(visit, cells, name, said[part]) for part, name in SPLITS if said[part]]
    shown = {
        "said": said,
        "name": _named(visit, siret),
        "years": by_year(visit, said["years"]),
        "splits": drawn,
        "holder_rows": _holders(visit, said["holders"]),
    }
    return Page("observatory/buyer.html", shown | {"cards": promised, "filters": [filters.period(visit, dimensions)]})


def _named(visit: Visit, siret: str) -> str:
    """The name of a buyer that the reference data know, else its number."""
    known = authorities().get(siret)
    return visit.language.pick({"fr": known.fr, "en": known.en}) if known else siret


def _holders(visit: Visit, holders: Sequence[Mapping[str, Any]]) -> list[tuple[Any, str, str]]:
    """The companies that hold most."""
    language = visit.language
    return [
        (
            Markup('<a lang="fr" href="{}">{}</a>').format(
                visit.link(f"/observatory/suppliers/{one['company']}"), one["name"] or one["company"]
            ),
            language.money(one["value"]),
            language.number(one["contracts"]),
        )
        for one in holders
    ]


def _split(visit: Visit, cells: Cells, dimension: str, parts: Sequence[Mapping[str, Any]]) -> Drawn:
    """The values of a dimension by their value in euros, the largest first."""
    language = visit.language
    shown = sorted(parts, key=lambda one: -float(one["value"] or 0))[:MOST_BARS]
    caption = language.by(dimension)
    rows = [(cells.name(dimension, one["of"]), float(one["value"] or 0), language.money(one["value"])) for one in shown]
    heads = [str(language.t(key)) for key in (f"dimension.{dimension}", "contract.value", "company.contracts")]
    listed = [
        (cells.name(dimension, one["of"]), language.money(one["value"]), language.number(one["contracts"]))
        for one in parts
    ]
    return Drawn(caption, bars(caption, rows), heads, listed, (1, 2))
