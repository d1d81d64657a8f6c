"""How a search is asked of tantivy."""

from collections.abc import Iterator

from tantivy import FieldType, Occur, Query, Schema

from services.suppliers.domain.searching.circle import Circle
from services.suppliers.domain.searching.search import Facet, Search
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.index_schema import TEXTS

FIELDS = {Facet.DEPARTMENT: "home", Facet.SIZE: "size", Facet.CPV: "division", Facet.LABEL: "label"}
"""Where each facet is counted."""
MOST_VALUES = 110
"""Values of a facet at most: as many départements as there are."""
_LONG, _VERY_LONG = 4, 8
"""Letters from which a word may have one wrong, and two."""
Clause = tuple[Occur, Query]


def searching(schema: Schema, search: Search, *, is_forgiving: bool = False) -> Query:
    """Everything that must hold; only words count for the order."""
    clauses = [*_spoken(schema, search, is_forgiving=is_forgiving), *_filters(schema, search)]
    if not any(occur is Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Query.all_query()))
    return Query.boolean_query(clauses)


def _spoken(schema: Schema, search: Search, *, is_forgiving: bool) -> Iterator[Clause]:
    """The company of a number, or each word in a name, an offer or a past object."""
    if search.number:
        field = "siren" if len(search.number) == 9 else "number"  # noqa: PLR2004 - digits of a SIREN
        yield Occur.Must, Query.term_query(schema, field, search.number)
    elif search.text:
        stems = words(search.text)
        for stem in stems:
            tries = [_like(schema, field, stem, is_forgiving=is_forgiving) for field in TEXTS]
            yield Occur.Must, Query.disjunction_max_query(tries, 0.2)
        if not stems:
            yield Occur.Must, Query.empty_query()


def _like(schema: Schema, field: str, stem: str, *, is_forgiving: bool) -> Query:
    wrong = (len(stem) >= _LONG) + (len(stem) >= _VERY_LONG)
    if not (is_forgiving and wrong):
        return Query.term_query(schema, field, stem)
    return Query.fuzzy_term_query(schema, field, stem, distance=wrong)


def _filters(schema: Schema, search: Search) -> Iterator[Clause]:
    wanted = {
        "code": search.subtree,
        "home": search.department,
        "size": search.size,
        "label": search.label,
        "buyer": search.won_before,
    }
    for field, value in wanted.items():
        if value:
            yield Occur.Must, Query.const_score_query(Query.term_query(schema, field, value), 0.0)
    if search.new_to:
        yield Occur.MustNot, Query.term_query(schema, "buyer", search.new_to)
    if search.near:
        yield Occur.Must, Query.const_score_query(_around(schema, search.near), 0.0)


def _around(schema: Schema, circle: Circle) -> Query:
    """The square around a circle."""
    edges = {"latitude": circle.latitudes, "longitude": circle.longitudes}
    ranges = (Query.range_query(schema, name, FieldType.Integer, low, high) for name, (low, high) in edges.items())
    return Query.boolean_query([(Occur.Must, each) for each in ranges])
