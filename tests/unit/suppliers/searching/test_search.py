import pytest

from services.suppliers.domain.matching.supplier_index import SupplierDocument
from services.suppliers.domain.searching.search import Facet, Search, Sort
from services.suppliers.persistence.index_tantivy import TantivyIndex

PAINTER = SupplierDocument("1", "Peintures Le Gall", past="Ravalement", codes=("45442100",), home="35", order="p")
BAKER = SupplierDocument("2", "Boulangerie Gall", codes=("15811000",), home="29", order="b")


def found(search: Search) -> list[str]:
    index = TantivyIndex()
    index.put([PAINTER, BAKER])
    return list(index.search(search, 0, 10).ids)


@pytest.mark.parametrize(
    ("cpv", "subtree"),
    [("45000000", "45"), ("45442100", "454421"), ("30000000", "30"), ("45442121", "45442121")],
)
def test_a_code_stands_for_all_under_it(cpv, subtree):
    assert Search(cpv=cpv).subtree == subtree


@pytest.mark.parametrize(
    ("text", "number"),
    [("552 100 554", "552100554"), ("55210055400013", "55210055400013"), ("2024", None), ("a", None)],
)
def test_a_text_of_so_many_digits_is_a_number(text, number):
    assert Search(text).number == number


@pytest.mark.parametrize("text", ["peintures gall", "RAVALEMENTS", "pienture", "Ravallement"])
def test_words_are_found_with_typing_errors_where_nobody_has_them_exactly(text):
    assert found(Search(text)) == ["1"]


def test_all_words_must_be_there_and_the_exact_ones_are_not_spoilt_by_like_ones():
    assert found(Search("boulangerie peinture")) == []
    assert set(found(Search("gall"))) == {"1", "2"}
    assert found(Search("les des")) == []


def test_an_order_by_name_is_one_whatever_is_found():
    assert found(Search(sort=Sort.NAME)) == ["2", "1"]
    assert found(Search("gall", sort=Sort.NAME)) == ["2", "1"]


def test_counts_are_of_all_that_were_found_not_of_the_page():
    index = TantivyIndex()
    index.put([PAINTER, BAKER])
    page = index.search(Search("gall"), 0, 1, [Facet.DEPARTMENT])
    assert (len(page.ids), page.facets[Facet.DEPARTMENT]) == (1, {"35": 1, "29": 1})
    assert (index.total(Search("gall")), index.total(Search("pienture")), index.total(Search("tram"))) == (2, 1, 0)
