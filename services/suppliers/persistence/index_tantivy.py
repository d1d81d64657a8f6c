"""The index of suppliers in this process: tantivy, in a folder or in memory."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tantivy import DocAddress, Document, Index, IndexWriter, Occur, Query, Schema, SchemaBuilder, Searcher

from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.persistence.analysis import NAME, french, words

FORMAT = 2
"""Changes with what is indexed of a supplier: an index of another format is built anew."""
WRITER_BYTES = 64 * 1024 * 1024
MOST_WORDS = 40
"""Words of a need that are looked for: the first of a longer text tell what it is about."""
_BOOSTS = {"name": 1.0, "offer": 1.0, "past": 1.0}
_PREFIXES = {2: 1.0, 3: 2.0, 4: 3.0, 5: 4.0, 8: 5.0}
"""First digits of the CPV that are indexed, and what agreeing on them counts among candidates."""
_DEPARTMENT = 4.0
FULL = 1000
Place = tuple[int, int]
"""Where a document is: its segment, and its number there."""
HALF_ALIKE = 4.0
"""BM25 at which words are half alike, about one rare word in common: the best hit need not be alike."""


class TantivyIndex:
    """An embedded index; every call blocks, so that an event loop takes `ThreadedIndex`."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = Index(self._schema, path=str(folder) if folder else None)
        self._index.register_tokenizer(NAME, french())
        self._writer: IndexWriter = self._index.writer(WRITER_BYTES, 1)

    def put(self, documents: Iterable[SupplierDocument], *, show: bool = True) -> None:
        """Add or replace suppliers; they can be found when this returns, or else at the next call of `commit`."""
        for document in documents:
            self._writer.delete_documents_by_term("id", document.id)
            self._writer.add_document(_document(document))
        if show:
            self.commit()

    def remove(self, ids: Collection[str], *, show: bool = True) -> None:
        """Forget suppliers, at once or at the next call of `commit`."""
        for each in ids:
            self._writer.delete_documents_by_term("id", each)
        if show:
            self.commit()

    def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates by words first, then by codes and place, then those known to the buyer; each once."""
        searcher = self._index.searcher()
        alike = _top(searcher, self._by_words(question.text), limit)
        found = {place: round(FULL * score / (score + HALF_ALIKE)) for place, score in alike.items()}
        for query in (self._by_facts(question), self._by_buyer(question)):
            for place in _top(searcher, query, limit):
                found.setdefault(place, 0)
        return [_hit(searcher.doc(DocAddress(*place)), similarity) for place, similarity in found.items()]

    def count(self) -> int:
        """How many suppliers are indexed."""
        return self._index.searcher().num_docs

    def commit(self) -> None:
        """Let all that was put and removed be found as it is now."""
        self._writer.commit()
        self._index.reload()

    def _term(self, name: str, value: str, boost: float) -> Query:
        return Query.boost_query(Query.term_query(self._schema, name, value), boost)

    def _by_words(self, text: str) -> Query | None:
        """Any of the words, each in the field that it is the rarest in."""
        found = [
            Query.disjunction_max_query([self._term(name, word, boost) for name, boost in _BOOSTS.items()], 0.2)
            for word in words(text)[:MOST_WORDS]
        ]
        return _any(found)

    def _by_facts(self, question: Question) -> Query | None:
        """Codes nearby and the département, by constants: how rare a code is says nothing of how well it fits."""
        prefixes = {code[:digits]: worth for code in question.codes for digits, worth in _PREFIXES.items()}
        facts = [("code", prefix, worth) for prefix, worth in prefixes.items()]
        facts += [("department", question.department, _DEPARTMENT)] if question.department else []
        terms = (
            Query.const_score_query(Query.term_query(self._schema, name, value), worth) for name, value, worth in facts
        )
        return _any(list(terms))

    def _by_buyer(self, question: Question) -> Query | None:
        """Those known to the buyer, the ones in the field first."""
        if question.buyer is None:
            return None
        known = (Occur.Must, Query.term_query(self._schema, "buyer", question.buyer))
        facts = self._by_facts(question)
        return Query.boolean_query([known, (Occur.Should, facts)] if facts else [known])


def _top(searcher: Searcher, query: Query | None, limit: int) -> dict[Place, float]:
    """The scores of the best, by where they are in the index."""
    if query is None:
        return {}
    hits = searcher.search(query, limit, count=False).hits
    return {(at.segment_ord, at.doc): score for score, at in hits}


def _hit(document: Document, similarity: int) -> Hit:
    return Hit(str(document["id"][0]), similarity, bytes(document["card"][0]))


def _any(queries: list[Query]) -> Query | None:
    return Query.boolean_query([(Occur.Should, each) for each in queries]) if queries else None


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("card", stored=True)
    for name in _BOOSTS:
        builder.add_text_field(name, tokenizer_name=NAME, index_option="freq")
    for name in ("siren", "code", "department", "buyer"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _document(document: SupplierDocument) -> Document:
    """The fields as they are indexed: of a code every prefix, so that a subtree is one term."""
    prefixes = sorted({code[:digits] for code in document.codes for digits in _PREFIXES})
    return Document(
        id=[document.id],
        card=[document.card],
        name=[document.name],
        offer=[document.offer],
        past=[document.past],
        siren=[document.siren] if document.siren else [],
        code=prefixes,
        department=list(document.departments),
        buyer=list(document.buyers),
    )
