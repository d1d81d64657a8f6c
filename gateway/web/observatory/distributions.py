"""How contracts spread: over values, bids and distances, over the companies that hold them; and how lots end."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.web.observatory import filters
from gateway.web.pictures import Drawn, bars, columns, lorenz
from gateway.web.visit import Answered, Page, Visit

PATH = "/observatory/distributions"
NARROWED = ("department", "area", "procedure", "nature", "size")
PAST = ("as_of", "as_known_on")
SPREAD = ("amounts", "bids", "distances")
ENDS = ("A13", "A14")
"""Whose parts say why lots end without a holder."""
_THOUSAND, _MILLION = 1_000, 1_000_000


async def show(visit: Visit) -> Answered:
    """The contracts of a period and a slice; raises `Refused` where the question cannot be asked."""
    question = {"period": visit.query.get("period") or filters.ROLLING}
    question |= {name: value for name in (*NARROWED, *PAST) if (value := visit.query.get(name))}
    said, ends, dimensions = await asyncio.gather(
        visit.api.get(PATH, question),
        visit.api.find("/figures", {"indicator": list(ENDS), **question}),
        visit.api.get("/dimensions"),
    )
    narrowed = [filters.dimension(visit, dimensions, name) for name in NARROWED]
    shown: dict[str, Any] = {name: spread(visit, name, said[name]) for name in SPREAD}
    shown |= {"concentration": said["concentration"], "curve": curve(visit, said["concentration"])}
    shown |= {"ends": _ends(visit, ends), "question": question}
    return Page("observatory/distributions.html", shown | {"filters": [filters.period(visit, dimensions), *narrowed]})


def spread(visit: Visit, name: str, bands: Sequence[Mapping[str, Any]]) -> Drawn | None:
    """The contracts of each band; None where there are none at all."""
    if not any(band["contracts"] for band in bands):
        return None
    language = visit.language
    caption = str(language.t(f"spread.{name}"))
    rows = [(_band(visit, name, band), band) for band in bands]
    drawn = columns(caption, [(label, float(band["contracts"])) for label, band in rows], write=language.number)
    heads = [str(language.t(key)) for key in (f"spread.{name}_of", "company.contracts", "contract.value")]
    listed = [(label, language.number(band["contracts"]), language.money(band["value"])) for label, band in rows]
    return Drawn(caption, drawn, heads, listed, (1, 2))


def _band(visit: Visit, name: str, band: Mapping[str, Any]) -> str:
    """From where to where, as short as it fits below a column: a unit that both have is said once."""
    least, below = band["at_least"], band["below"]
    if name == "bids":
        return visit.language.number(least) if below else str(visit.language.t("spread.more", least=least))
    write = _short if name == "amounts" else str
    if below is None:
        return str(visit.language.t("spread.more", least=write(least)))
    low, high = write(least), write(below)
    return f"{low.removesuffix(high[-2:])}–{high}" if name == "amounts" else f"{low}–{high}"


def _short(euros: int) -> str:
    """Thousands and millions of euros."""
    if euros >= _MILLION:
        return f"{euros // _MILLION} M"
    return f"{euros // _THOUSAND} k" if euros else "0"


def curve(visit: Visit, held: Mapping[str, Any] | None) -> Drawn | None:
    """The Lorenz curve of what companies hold; None where nobody holds anything."""
    if held is None:
        return None
    language = visit.language
    caption = str(language.t("spread.curve"))
    axes = (str(language.t("spread.companies")), str(language.t("spread.value")))
    points = [(float(one["companies"]), float(one["value"])) for one in held["curve"]]
    said = str(language.t("spread.gini", gini=language.number(held["gini"], 2)))
    rows = [(language.percent(one["companies"]), language.percent(one["value"])) for one in held["curve"]]
    return Drawn(caption, lorenz(caption, said, points, axes), axes, rows, (0, 1))


def _ends(visit: Visit, figures: Mapping[str, Any] | None) -> Drawn | None:
    """Why lots were closed without a holder; None where none was."""
    parts = [part for figure in figures["items"] for part in figure["parts"]] if figures else []
    known = [(visit.language.pick(one["label"]), one) for one in parts if float(one["numerator"] or 0)]
    if not known:
        return None
    caption, number = str(visit.language.t("spread.ends")), visit.language.number
    drawn = bars(caption, [(name, float(one["numerator"]), number(one["numerator"])) for name, one in known])
    heads = [str(visit.language.t(key)) for key in ("spread.reason", "spread.lots", "picture.value")]
    rows = [(name, number(one["numerator"]), visit.language.measure(one["value"], one["unit"])) for name, one in known]
    return Drawn(caption, drawn, heads, rows, (1, 2))
