"""What the market could supply: how many could bid for a need, of which kind, and what that advises."""

from typing import Any

from gateway.web import acting
from gateway.web.door import Refused
from gateway.web.marketplace import names
from gateway.web.pictures import Drawn, bars
from gateway.web.sourcing.need import departments
from gateway.web.visit import Answered, Page, Visit

FIGURES = ("local", "experienced", "never_awarded", "able", "dependent", "inclusive", "labelled")
_SIZES = ("tpe", "pme", "eti", "ge", "unknown")
_MENDED = 422


async def show(visit: Visit) -> Answered:
    """The form, and what is found for the need that an address describes."""
    wrong, found = acting.FINE, None
    if visit.query.get("text"):
        try:
            found = (await visit.api.act("POST", "/supply-potential", _need(visit))).document()
        except Refused as refused:
            if refused.status != _MENDED:
                raise
            wrong = acting.Wrong.of(refused.problem)
    else:
        await visit.api.get("/principal")
    shown = {"departments": departments(visit), "wrong": wrong, "found": found}
    if found:
        shown |= {"counts": _counts(visit, found), "sizes": _sizes(visit, found), "fields": _fields(visit, found)}
    return Page("sourcing/potential.html", shown, _MENDED if wrong else 200)


def _need(visit: Visit) -> dict[str, Any]:
    said = {name: visit.query.get(name, "").strip() or None for name in ("text", "department", "least", "most")}
    least, most = acting.money(said["least"]), acting.money(said["most"])
    return {
        "text": said["text"],
        "place": {"department": said["department"]} if said["department"] else None,
        "value": {"minimum": least or {"amount": "0"}, "maximum": most or least} if least or most else None,
    }


def _fields(visit: Visit, found: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(names.division(visit.language, code) for code in found["codes"]))


def _counts(visit: Visit, found: dict[str, Any]) -> Drawn:
    """Of all suppliers of the field, how many are of each kind; what was not asked is not counted."""
    t, number = visit.language.t, visit.language.number
    counted = [("suppliers", found["suppliers"]), *((name, found[name]) for name in FIGURES if found[name] is not None)]
    caption = str(t("potential.counts"))
    rows = [(str(t(f"potential.{name}")), number(many)) for name, many in counted]
    drawn = bars(
        caption,
        [(words, many, written) for (words, written), (_, many) in zip(rows, counted, strict=True)],
        write=number,
    )
    return Drawn(caption, drawn, [str(t("potential.kind")), str(t("suppliers.many"))], rows)


def _sizes(visit: Visit, found: dict[str, Any]) -> list[tuple[str, str]]:
    t = visit.language.t
    return [
        (str(t(f"value.size.{code}")), visit.language.number(found["by_size"][code]))
        for code in _SIZES
        if found["by_size"].get(code)
    ]
