"""What a tender is shown with: the names of its holders, and the figures of its purchase area."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from pydantic import BaseModel

from contracts.vocabulary import Scheme
from gateway.composition import Ask, Composition, Document, Part
from gateway.freshness import FIGURES, one_of

SHOWN_FIGURES = ("A1", "A3", "A6", "A12")
"""First-time awardees, regional holders, small and medium companies, single bids: what a supplier asks first."""
MOST_NAMES = 200


class PartMissing(BaseModel):
    """A part that is not there; where it is `stale`, its last good copy is, made `age_seconds` ago."""

    part: str
    reason: str
    retry_after: int
    stale: bool = False
    age_seconds: float | None = None


class TenderContext(BaseModel):
    """What a tender is shown with: names by identifier, figures by id; `partial` says which part is missing."""

    supplier_names: dict[str, str] = {}
    area_figures: dict[str, Any] = {}
    partial: list[PartMissing] = []


def holders(tender: Document) -> dict[str, str]:
    """The awarded holders of a tender: identifiers as the registry writes them (`TVA:DE136695976`), and numbers."""
    awards = (lot["award"] for lot in tender["lots"] if lot.get("award"))
    identifiers = (holder.get("identifier") for award in awards for holder in award["holders"])
    named = {_written(one): one["id"] for one in identifiers if one}
    return dict(list(named.items())[:MOST_NAMES])


def _written(identifier: Mapping[str, str]) -> str:
    scheme, number = identifier["scheme"], identifier["id"]
    return number if scheme == Scheme.SIRET else f"{scheme}:{number}"


def _ask_names(tender: Document) -> Mapping[str, Ask]:
    found = holders(tender)
    if not found:
        return {}
    query = urlencode([*(("identifier", one) for one in found), ("limit", len(found))])
    return {"names": Ask(f"/suppliers?{query}", frozenset(one_of("suppliers", one) for one in found.values()))}


def _join_names(replies: Mapping[str, bytes]) -> bytes:
    items = [item for body in replies.values() for item in orjson.loads(body)["items"]]
    return orjson.dumps({_written(item["identifier"]): item["name"] for item in items})


def _ask_figures(tender: Document) -> Mapping[str, Ask]:
    area = quote(tender["area"])
    return {
        figure: Ask(f"/indicators/{figure}?period=all&area={area}", frozenset({FIGURES})) for figure in SHOWN_FIGURES
    }


def _join_figures(replies: Mapping[str, bytes]) -> bytes:
    return b"{%b}" % b",".join(b'"%b":%b' % (figure.encode(), body) for figure, body in replies.items())


TENDER = Composition(
    service="tenders",
    budget=1.2,
    parts=(
        Part("supplier_names", "suppliers", 0.5, _ask_names, _join_names),
        Part("area_figures", "analytics", 0.5, _ask_figures, _join_figures),
    ),
)
