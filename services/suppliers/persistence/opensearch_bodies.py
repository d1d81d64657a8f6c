"""What OpenSearch is asked: mappings, documents and queries, as its documentation describes them.

Texts go out as the stems of our own analysis, parted by blanks, so that both kinds of index find the same words.
"""

import base64
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from services.suppliers.domain.matching.supplier_index import Question, SupplierDocument
from services.suppliers.domain.searching.circle import THOUSANDTHS
from services.suppliers.domain.searching.search import Facet, Search, Sort
from services.suppliers.persistence.analysis import french, spelled, words
from services.suppliers.persistence.index_schema import TEXTS, exact
from services.suppliers.persistence.index_search import FIELDS, MOST_VALUES
from services.suppliers.persistence.index_tantivy import MOST_WORDS, NEARNESS

MOST_HITS = 50_000
"""How deep a search may be read: as far as an export goes."""
_EXACT = ("siren", "number", "code", "division", "department", "home", "size", "label", "buyer", "order")
Body = dict[str, Any]


def index_body() -> Body:
    """Settings and mappings of a new index."""
    stems = {"type": "text", "analyzer": "whitespace", "norms": True}
    properties: Body = dict.fromkeys((*TEXTS, "spelled"), stems)
    properties |= {name: {"type": "keyword"} for name in _EXACT}
    properties |= {
        "point": {"type": "geo_point"},
        "card": {"type": "binary"},
        "title": {"type": "keyword", "index": False},
    }
    return {
        "settings": {"index": {"max_result_window": MOST_HITS, "refresh_interval": "1s"}},
        "mappings": {"dynamic": "strict", "properties": properties},
    }


def source_of(supplier: SupplierDocument) -> Body:
    """A supplier as it is sent."""
    texts = {name: " ".join(french().analyze(getattr(supplier, name))) for name in TEXTS}
    point = supplier.point
    return {
        **texts,
        "spelled": " ".join(spelled().analyze(supplier.name)),
        "title": supplier.name,
        **exact(supplier),
        "point": {"lat": point[0] / THOUSANDTHS, "lon": point[1] / THOUSANDTHS} if point else None,
        "card": base64.b64encode(supplier.card).decode(),
    }


def by_words(question: Question) -> Body | None:
    """Any of the words, each in the field that it is the rarest in."""
    return _any(_alike(word) for word in words(question.text)[:MOST_WORDS])


def of_field(question: Question) -> Body | None:
    """Codes nearby, by constants."""
    prefixes = dict.fromkeys(code[:digits] for code in question.codes for digits in NEARNESS)
    return _any({"constant_score": {"filter": {"term": {"code": prefix}}}} for prefix in prefixes)


def with_term(name: str, value: str | None, question: Question) -> Body | None:
    """Those in a département or known to a buyer, the ones in the field first."""
    if value is None:
        return None
    near = of_field(question)
    return {"bool": {"filter": [{"term": {name: value}}], "should": [near] if near else []}}


def searching(search: Search, *, is_forgiving: bool = False) -> Body:
    """Everything that must hold; only words count for the order."""
    wanted = {
        "code": search.subtree,
        "home": search.department,
        "size": search.size,
        "label": search.label,
        "buyer": search.won_before,
    }
    filters: list[Body] = [{"term": {name: value}} for name, value in wanted.items() if value]
    if near := search.near:
        point = {"lat": near.latitude / THOUSANDTHS, "lon": near.longitude / THOUSANDTHS}
        filters.append({"geo_distance": {"distance": f"{near.radius_km}km", "point": point}})
    unwanted = [{"term": {"buyer": search.new_to}}] if search.new_to else []
    return {"bool": {"must": _spoken(search, is_forgiving=is_forgiving), "filter": filters, "must_not": unwanted}}


def _spoken(search: Search, *, is_forgiving: bool) -> list[Body]:
    if search.number:
        field = "siren" if len(search.number) == 9 else "number"  # noqa: PLR2004 - digits of a SIREN
        return [{"term": {field: search.number}}]
    if not search.text:
        return [{"match_all": {}}]
    return [_alike(word, is_forgiving=is_forgiving) for word in words(search.text)] or [{"match_none": {}}]


def _alike(word: str, *, is_forgiving: bool = False) -> Body:
    fuzzy = {"fuzziness": "AUTO:4,8"} if is_forgiving else {}
    tries = [{"match": {name: {"query": word, **fuzzy}}} for name in TEXTS]
    return {"dis_max": {"queries": tries, "tie_breaker": 0.2}}


def order_of(search: Search) -> Sequence[Body]:
    """How the suppliers found are sorted; equal ones by name."""
    by_name: Body = {"order": {"order": "asc"}}
    return [by_name] if search.sort is Sort.NAME else [{"_score": {"order": "desc"}}, by_name]


def counting(facets: Collection[Facet]) -> Body:
    """What is counted beside."""
    return {facet.value: {"terms": {"field": FIELDS[facet], "size": MOST_VALUES}} for facet in facets}


def naming(beginning: str) -> Body:
    """Names with these words in their order, the last of which may go on."""
    return {"match_phrase_prefix": {"spelled": {"query": " ".join(spelled().analyze(beginning))}}}


def _any(queries: Iterable[Body]) -> Body | None:
    found = list(queries)
    return {"bool": {"should": found, "minimum_should_match": 1}} if found else None
