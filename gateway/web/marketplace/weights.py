"""Award criteria as a picture: how much of the whole each of them weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web.pictures import Drawn, stack
from gateway.web.visit import Visit

MOST_PICTURES = 12


@dataclass(frozen=True)
class Weights:
    """The criteria that some lots share, drawn; `legend` has the weight and name of each in the order drawn."""

    lots: list[int]
    drawn: Drawn
    legend: Sequence[tuple[str, str]]


def weights(visit: Visit, lots: Sequence[dict[str, Any]]) -> list[Weights]:
    """A picture for each set of criteria that lots have; none for lots whose criteria only the dossier tells."""
    by_criteria: dict[tuple[tuple[str, str, int], ...], list[int]] = {}
    for lot in lots:
        criteria = tuple((one["name"], one["kind"], one["weight"]) for one in lot["criteria"])
        if criteria:
            by_criteria.setdefault(criteria, []).append(lot["number"])
    return [_drawn(visit, criteria, numbers) for criteria, numbers in list(by_criteria.items())[:MOST_PICTURES]]


def _drawn(visit: Visit, criteria: tuple[tuple[str, str, int], ...], lots: list[int]) -> Weights:
    language, t = visit.language, visit.language.t
    heaviest = sorted(criteria, key=lambda one: -one[2])
    caption = str(t("call.criteria_of", count=len(lots), lots=language.listed(lots)))
    legend = [(language.percent(weight), name) for name, _, weight in heaviest]
    picture = stack(caption, [(name, weight, language.percent(weight)) for name, _, weight in heaviest])
    heads = [str(t(f"call.{one}")) for one in ("criterion", "kind", "weight")]
    rows = [(name, str(t(f"criterion.{kind}")), language.percent(weight)) for name, kind, weight in heaviest]
    return Weights(lots, Drawn(caption, picture, heads, rows, (2,)), legend)
