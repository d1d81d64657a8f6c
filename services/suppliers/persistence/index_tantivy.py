"""The index of suppliers in this process: tantivy, in a folder or in memory."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from tantivy import DocAddress, IndexWriter, Occur, Order, Query, Searcher

from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.domain.searching.search import Facet, Found, Named, Search, Sort
from services.suppliers.persistence.analysis import spelled, words
from services.suppliers.persistence.card_file import CardFile
from services.suppliers.persistence.cards import read
from services.suppliers.persistence.index_schema import CARD, TEXTS, document_of, opened
from services.suppliers.persistence.index_search import FIELDS, MOST_VALUES, searching

WRITER_BYTES = 64 * 1024 * 1024
MOST_AROUND = 10_000
"""Suppliers around a point that can be paged through."""
MOST_WORDS = 40
"""Words of a need that are looked for: the first of a longer text tell what it is about."""
NEARNESS = (8, 5, 4, 3, 2)
"""How many first digits of the CPV agree, the nearest codes first."""
FULL = 1000
Place = tuple[int, int]
"""Where a document is: its segment, and its number there."""
HALF_ALIKE = 4.0
"""BM25 at which words are half alike, about one rare word in common: the best hit need not be alike."""


class TantivyIndex:
    """An embedded index; every call blocks, so that an event loop takes `ThreadedIndex`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._schema, self._index = opened(folder)
        self._cards = CardFile(folder)
        self._writer: IndexWriter = self._index.writer(WRITER_BYTES, 1)
        self._is_new = not self.count()

    def put(self, documents: Iterable[SupplierDocument], *, show: bool = True) -> None:
        """Add or replace suppliers; they can be found when this returns, or else at the next call of `commit`.

        Until the first commit each may be put once: looking for millions of them in vain takes minutes.
        """
        for document in documents:
            if not self._is_new:
                self._writer.delete_documents_by_term("id", document.id)
            self._writer.add_document(document_of(document, self._cards.add(document.id, document.card)))
        if show:
            self.commit()

    def remove(self, ids: Collection[str], *, show: bool = True) -> None:
        """Forget suppliers, at once or at the next call of `commit`."""
        for each in ids:
            self._writer.delete_documents_by_term("id", each)
        if show:
            self.commit()

    def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates by words first, then those of the field, local ones, and those known to the buyer; each once."""
        searcher = self._index.searcher()
        alike = _top(searcher, self._by_words(question.text), limit)
        found = {place: round(FULL * score / (score + HALF_ALIKE)) for place, score in alike.items()}
        for own in self._kinds(question):
            for place in self._nearest(searcher, own, question.codes, limit):
                found.setdefault(place, 0)
        carded = self._read(searcher, [DocAddress(*place) for place in found])
        return [Hit(one, alike, card) for (one, card), alike in zip(carded, found.values(), strict=True)]

    def search(self, search: Search, start: int, count: int, facets: Collection[Facet] = ()) -> Found:
        """So many suppliers from a place in the order on; words are forgiven typing errors where none has them."""
        searcher = self._index.searcher()
        query = self._asked(searcher, search)
        places = _ordered(searcher, query, search, start, count)
        return Found([one for one, _ in self._read(searcher, places)], _counted(searcher, query, facets))

    def total(self, search: Search) -> int:
        """How many suppliers there are; around a point, in the square around the circle."""
        searcher = self._index.searcher()
        found: int = searcher.search(self._asked(searcher, search), 1).count  # type: ignore[attr-defined]
        return found

    def _asked(self, searcher: Searcher, search: Search) -> Query:
        """What is searched; more forgiving where nobody has the words."""
        query = searching(self._schema, search)
        if search.text and not searcher.search(query, 1, count=False).hits:
            return searching(self._schema, search, is_forgiving=True)
        return query

    def named(self, beginning: str, limit: int) -> Sequence[Named]:
        """Suppliers whose names have these words, the last of which may go on."""
        searcher, begun = self._index.searcher(), spelled().analyze(beginning)
        if not begun:
            return []
        query = Query.phrase_prefix_query(self._schema, "spelled", list(begun))
        hits = searcher.search(query, limit, count=False, order_by_field="order", order=Order.Asc).hits
        return [Named(one, read(card).name) for one, card in self._read(searcher, [at for _, at in hits])]

    def count(self) -> int:
        """How many suppliers are indexed."""
        return self._index.searcher().num_docs

    def commit(self) -> None:
        """Let all that was put and removed be found as it is now."""
        self._cards.keep()
        self._writer.commit()
        self._index.reload()
        self._is_new = False

    def undo(self) -> None:
        """Forget what was put and removed since the last call of `commit`."""
        self._writer.rollback()

    def waste(self) -> float:
        """Which part of its cards no supplier has any more."""
        asked = {"used": {"sum": {"field": "length"}}}
        used = self._index.searcher().aggregate(Query.all_query(), asked)["used"]["value"]
        return 1 - used / self._cards.bytes if self._cards.bytes else 0.0

    def _read(self, searcher: Searcher, places: list[DocAddress]) -> list[tuple[str, bytes]]:
        """Whose documents they are, and their cards."""
        return self._cards.read(zip(*(searcher.fast_field_values(name, places) for name in CARD), strict=True))

    def _by_words(self, text: str) -> Query | None:
        """Any of the words, each in the field that it is the rarest in."""
        found = [
            Query.disjunction_max_query([Query.term_query(self._schema, name, word) for name in TEXTS], 0.2)
            for word in words(text)[:MOST_WORDS]
        ]
        return _any(found)

    def _kinds(self, question: Question) -> Iterator[Query | None]:
        """Who else is looked for: all that are in the field, those in the département, those known to the buyer."""
        if question.codes:
            yield None
        for name, value in (("department", question.department), ("buyer", question.buyer)):
            if value is not None:
                yield Query.const_score_query(Query.term_query(self._schema, name, value), 1.0)

    def _nearest(self, searcher: Searcher, own: Query | None, codes: Sequence[str], limit: int) -> Collection[Place]:
        """Those who do or did something under the codes, or else near them: digit by digit, as long as there is room.

        So few documents are looked at, where all of a division would be a tenth of an index. The others of a kind of
        their `own` come last.
        """
        found: dict[Place, float] = {}
        near = (_any(self._codes(codes, digits)) for digits in NEARNESS) if codes else ()
        for query in chain((_both(own, one) for one in near), (own,)):
            if query is not None and len(found) < limit:
                found |= _top(searcher, query, limit)
        return list(found)[:limit]

    def _codes(self, codes: Sequence[str], digits: int) -> list[Query]:
        """The beginnings of codes, each worth one: how rare a code is says nothing of how well it fits."""
        terms = (
            Query.term_query(self._schema, "code", prefix) for prefix in dict.fromkeys(code[:digits] for code in codes)
        )
        return [Query.const_score_query(term, 1.0) for term in terms]


def _top(searcher: Searcher, query: Query | None, limit: int) -> dict[Place, float]:
    """The scores of the best, by where they are in the index."""
    if query is None:
        return {}
    hits = searcher.search(query, limit, count=False).hits
    return {(at.segment_ord, at.doc): score for score, at in hits}


def _ordered(searcher: Searcher, query: Query, search: Search, start: int, count: int) -> list[DocAddress]:
    """Where the suppliers are; around a point, of the first `MOST_AROUND` in the square those in the circle."""
    field = "order" if search.sort is Sort.NAME else None
    order = Order.Asc if field else Order.Desc
    if search.near is None:
        hits = searcher.search(query, count, count=False, order_by_field=field, offset=start, order=order).hits
        return [at for _, at in hits]
    hits = searcher.search(query, MOST_AROUND, count=False, order_by_field=field, order=order).hits
    places = [at for _, at in hits]
    points = zip(*(searcher.fast_field_values(name, places) for name in ("latitude", "longitude")), strict=True)
    inside = [at for at, point in zip(places, points, strict=True) if search.near.holds(*point)]
    return inside[start : start + count]


def _counted(searcher: Searcher, query: Query, facets: Collection[Facet]) -> dict[Facet, dict[str, int]]:
    """How many suppliers there are by each value, the most frequent first."""
    asked = {facet: {"terms": {"field": FIELDS[facet], "size": MOST_VALUES}} for facet in facets}
    found = searcher.aggregate(query, asked) if asked else {}
    return {facet: {one["key"]: one["doc_count"] for one in found[facet]["buckets"]} for facet in asked}


def _both(own: Query | None, near: Query | None) -> Query | None:
    if own is None or near is None:
        return near
    return Query.boolean_query([(Occur.Must, own), (Occur.Must, near)])


def _any(queries: list[Query]) -> Query | None:
    return Query.boolean_query([(Occur.Should, each) for each in queries]) if queries else None
