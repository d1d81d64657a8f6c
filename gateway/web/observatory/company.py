"""A company as the observatory knows it: what it holds, for whom, since when, and how often its bids won."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.web.observatory.cells import Cells
from gateway.web.pictures import Drawn, columns
from gateway.web.visit import Answered, Page, Visit


async def show(visit: Visit) -> Answered:
    """The page of a company by its SIREN; raises `Refused` where it is unknown."""
    company = visit.given("company")
    said, latest, dimensions = await asyncio.gather(
        visit.api.get(f"/observatory/suppliers/{company}"),
        visit.api.find("/observatory/contracts", {"company": company, "limit": 20}),
        visit.api.get("/dimensions"),
    )
    shown = {"said": said, "held": said["held"], "latest": latest, "cells": Cells(visit, dimensions)}
    return Page("observatory/company.html", shown | {"years": by_year(visit, said["years"])})


def by_year(visit: Visit, years: Sequence[Mapping[str, Any]]) -> Drawn | None:
    """The values of the years, side by side."""
    language = visit.language
    dated = [one for one in years if one["year"]]
    if not dated:
        return None
    caption = str(language.t("company.by_year"))
    values = [(str(one["year"]), float(one["value"] or 0)) for one in dated]
    drawn = columns(caption, values, write=language.money, axis=language.short_money)
    heads = [str(language.t(key)) for key in ("dimension.year", "contract.value", "company.contracts")]
    rows = [(str(one["year"]), language.money(one["value"]), language.number(one["contracts"])) for one in dated]
    return Drawn(caption, drawn, heads, rows, (1, 2))
