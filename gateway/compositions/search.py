"""One search over everything: tenders, plan entries, contracts, suppliers, some of each and where to read on."""

from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from gateway.composition import Ask, Composition, Part, Subject
from gateway.freshness import FIGURES, any_of

DEFAULT_SHOWN = 5


def _words(path: str, *tags: str, **query: str) -> Callable[[Subject], Mapping[str, Ask]]:
    """One read of a collection by the words that are looked for."""

    def ask(subject: Subject) -> Mapping[str, Ask]:
        shown = subject.query.get("limit", DEFAULT_SHOWN)
        asked = {"q": subject.query["q"], "limit": shown, "total": "true", **query}
        return {"page": Ask(f"{path}?{urlencode(asked)}", frozenset(tags))}

    return ask


_TENDERS = _words("/tenders", any_of("procedures"))
_PLAN = _words("/plan-entries", any_of("procedures"))
_CONTRACTS = _words("/observatory/contracts", FIGURES, period="all")
_SUPPLIERS = _words("/suppliers")
"""Kept for nobody: the index follows the facts, and may not have heard of the last."""

SEARCH = Composition(
    name="SearchParts",
    parts=(
        Part("tenders", "tenders", 0.6, _TENDERS, shape="tenders.TenderPage"),
        Part("plan_entries", "tenders", 0.6, _PLAN, shape="tenders.PlanEntryPage"),
        Part("contracts", "analytics", 0.9, _CONTRACTS, shape="analytics.ObservedContractPage"),
        Part("suppliers", "suppliers", 0.6, _SUPPLIERS, shape="suppliers.FoundPage"),
    ),
)
