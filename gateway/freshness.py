"""What each answer is made from: tags that facts drop, by the feed that would tell of a change."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

FIGURES = "figures"
"""The tag of everything that the observatory computed."""
OBSERVATORY = "observatory"
"""The feed that tells of targets that buyers set: figures are shown beside them."""
SOURCES = ("procedures", "suppliers", "sourcing", OBSERVATORY, FIGURES)
Tags = Callable[[str], tuple[str, ...]]


def any_of(feed: str) -> str:
    """The tag of answers that every fact of a feed may change, such as pages of a collection."""
    return f"{feed}:*"


def one_of(feed: str, name: str) -> str:
    """The tag of answers about one thing: a plan entry, a procedure, a contract, or a supplier by its identifier."""
    return f"{feed}:{name}"


def source_of(tag: str) -> str:
    """Who tells of a change of what a tag stands for: one of `SOURCES`."""
    return tag.partition(":")[0]


def _of_procedure(identifier: str) -> tuple[str, ...]:
    return (one_of("procedures", str(UUID(identifier))),)


MADE_FROM: Mapping[str, Tags] = {
    "/tenders": lambda _: (any_of("procedures"),),
    "/tenders/{}": _of_procedure,
    "/plan-entries": lambda _: (any_of("procedures"),),
    "/plan-entries/{}": _of_procedure,
    "/contracts": lambda _: (any_of("procedures"),),
    "/contracts/{}": _of_procedure,
    "/suppliers": lambda _: (any_of("suppliers"),),
    "/suppliers/{}": lambda written: (one_of("suppliers", written.rpartition(":")[2]),),
    "/indicators": lambda _: (FIGURES,),
    "/indicators/{}": lambda _: (FIGURES, any_of(OBSERVATORY)),
    "/indicators/{}/contracts": lambda _: (FIGURES,),
    "/indicators/{}/trajectory": lambda _: (FIGURES, any_of(OBSERVATORY)),
    "/figures": lambda _: (FIGURES, any_of(OBSERVATORY)),
    "/dimensions": lambda _: (FIGURES,),
    "/observatory/contracts": lambda _: (FIGURES,),
    "/observatory/suppliers/{}": lambda _: (FIGURES,),
    "/observatory/buyers/{}": lambda _: (FIGURES,),
    "/observatory/comparisons": lambda _: (FIGURES,),
    "/observatory/comparisons/clauses": lambda _: (FIGURES,),
    "/observatory/comparisons/newcomer-rule": lambda _: (FIGURES,),
    "/observatory/distributions": lambda _: (FIGURES,),
    "/observatory/quality": lambda _: (FIGURES,),
    "/observatory/quality/corrections": lambda _: (FIGURES,),
}
"""The reads that may be kept, by path template; `{}` is the identifier that the tags are made with."""

OPEN_DATA = frozenset(template for template in MADE_FROM if template.startswith(("/indicators", "/observatory")))
"""The reads that may be answered as they were before, and say so, while what changed is computed."""


def tags_of(template: str, identifiers: Iterable[str]) -> frozenset[str]:
    """The tags of a read by its path template, `{}` for each identifier; none where it may not be kept."""
    made_from = MADE_FROM.get(template)
    if made_from is None:
        return frozenset()
    try:
        return frozenset(made_from(next(iter(identifiers), "")))
    except ValueError:  # not an identifier at all
        return frozenset()


def touched(feed: str, events: Iterable[Mapping[str, Any]]) -> set[str]:
    """The tags of everything that facts of a feed may have changed."""
    tags: set[str] = set()
    for event in events:
        tags.update((any_of(feed), one_of(feed, event["subject"]), one_of(feed, event["partitionkey"])))
        contract, supplier = event["data"].get("contract_id"), event["data"].get("supplier")
        if contract:
            tags.add(one_of(feed, contract))
        if supplier:
            tags.add(one_of(feed, supplier["identifier"]["id"]))
    return tags
