"""What a tender is shown with: its holders' names, its area's figures, and, asked for, its buyer and who could bid."""

from collections.abc import Mapping
from urllib.parse import quote, urlencode

import orjson

from gateway.composition import Ask, Composition, Document, Part, Root, Subject
from gateway.compositions.holders import NAMES, ask_names, identified, join_names
from gateway.freshness import FIGURES, OBSERVATORY, any_of

SHOWN_FIGURES = ("A1", "A3", "A6", "A12")
"""First-time awardees, regional holders, small and medium companies, single bids: what a supplier asks first."""


def holders(tender: Document) -> dict[str, str]:
    """The awarded holders of a tender: identifiers as the registry writes them, and numbers."""
    awards = (lot["award"] for lot in tender["lots"] if lot.get("award"))
    return identified(holder for award in awards for holder in award["holders"])


def _ask_names(subject: Subject) -> Mapping[str, Ask]:
    return ask_names(holders(subject.document))


def _ask_figures(subject: Subject) -> Mapping[str, Ask]:
    asked = [("period", "all"), ("area", subject.document["area"]), *(("indicator", one) for one in SHOWN_FIGURES)]
    return {"figures": Ask(f"/figures?{urlencode(asked)}", frozenset({FIGURES, any_of(OBSERVATORY)}))}


def _join_figures(replies: Mapping[str, bytes]) -> bytes:
    """The figures by their ids."""
    return orjson.dumps({item["id"]: item for item in orjson.loads(replies["figures"])["items"]})


def _ask_buyer(subject: Subject) -> Mapping[str, Ask]:
    return {"page": Ask(f"/observatory/buyers/{quote(subject.document['buyer'])}?period=all", frozenset({FIGURES}))}


def _ask_suppliers(subject: Subject) -> Mapping[str, Ask]:
    """Kept for nobody: the index follows the facts, and may not have heard of the last."""
    return {"page": Ask(f"/suppliers?{urlencode({'cpv': subject.document['cpv'], 'limit': 1, 'total': 'true'})}")}


def _join_suppliers(replies: Mapping[str, bytes]) -> bytes:
    return orjson.dumps(orjson.loads(replies["page"])["total"])


TENDER = Composition(
    name="TenderParts",
    root=Root("tenders", 1.2, "/tenders/{}", "tenders.TenderResource"),
    parts=(
        Part("supplier_names", "suppliers", 0.5, _ask_names, join_names, NAMES),
        Part("area_figures", "analytics", 0.5, _ask_figures, _join_figures, {"type": "object"}),
        Part("buyer_figures", "analytics", 0.8, _ask_buyer, shape="analytics.BuyerPage", is_by_default=False),
        Part(
            *("matching_suppliers", "suppliers", 0.5, _ask_suppliers, _join_suppliers),
            shape={"type": "integer", "description": "active suppliers under its CPV code; 10,000: at least so many"},
            is_by_default=False,
        ),
    ),
)
