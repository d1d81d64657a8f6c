import time
from asyncio import gather
from dataclasses import replace

import pytest

from services.suppliers.domain.matching.supplier_index import Question, SupplierDocument
from services.suppliers.persistence.analysis import words
from services.suppliers.persistence.index_tantivy import TantivyIndex
from services.suppliers.persistence.index_threaded import ThreadedIndex

PAINTER = SupplierDocument(
    "1", "Le Gall", past="Travaux de peintures intérieures", codes=("45442100",), departments=("35",), buyers=("b",)
)
ELECTRICIAN = SupplierDocument("2", "Électricité Dupont", codes=("45311000",), departments=("22",))


def an_index(*documents: SupplierDocument) -> TantivyIndex:
    index = TantivyIndex()
    index.put(documents)
    return index


def ids(hits) -> list[str]:
    return [hit.id for hit in hits]


@pytest.mark.parametrize("text", ["peinture", "PEINTURES", "des travaux intérieurs", "l'interieure"])
def test_words_are_found_whatever_their_ending_case_and_accents(text):
    assert ids(an_index(PAINTER, ELECTRICIAN).find(Question(text), 5)) == ["1"]


def test_a_name_tells_a_trade():
    [hit] = an_index(PAINTER, ELECTRICIAN).find(Question("electricite du lycée"), 5)
    assert hit.id == "2"
    assert 0 < hit.similarity < 1000


def test_rare_words_in_common_make_more_alike_than_common_ones():
    schools = [SupplierDocument(f"s{number}", f"S{number}", past="école lot 12") for number in range(50)]
    index = an_index(PAINTER, *schools)
    similarity = {hit.id: hit.similarity for hit in index.find(Question("peinture de l'école, lot 12"), 60)}
    assert similarity["1"] > 5 * similarity["s7"]


def test_numbers_of_lots_and_years_find_nobody():
    assert words("lot 12 de 2024") == ["lot"]


def test_stop_words_find_nobody():
    assert words("les la des pour l'") == []
    assert an_index(PAINTER, ELECTRICIAN).find(Question("les des pour"), 5) == []


def test_local_suppliers_have_room_of_their_own_however_many_others_are_of_the_field():
    far = [SupplierDocument(f"f{number}", "", codes=("45442100",), departments=("59",)) for number in range(9)]
    found = an_index(*far, SupplierDocument("1", "", departments=("35",))).find(Question("", ("45442100",), "35"), 3)
    assert "1" in ids(found)
    assert len(found) == 4


def test_codes_nearby_the_department_and_the_buyer_give_candidates_without_a_word_in_common():
    index = an_index(PAINTER, ELECTRICIAN)
    assert ids(index.find(Question("zzz", codes=("45442110",)), 5)) == ["1", "2"]
    assert ids(index.find(Question("zzz", department="22"), 5)) == ["2"]
    assert ids(index.find(Question("zzz", buyer="b"), 5)) == ["1"]


def test_a_supplier_is_indexed_once_and_as_it_was_last_put():
    index = an_index(PAINTER)
    index.put([SupplierDocument("1", "Plomberie Le Gall")])
    assert index.count() == 1
    assert index.find(Question("peinture"), 5) == []
    index.remove(["1"])
    assert index.count() == 0


def test_an_index_in_a_folder_is_found_again(tmp_path):
    index = TantivyIndex(tmp_path)
    index.put([replace(PAINTER, card=b"what is known")])
    del index
    [hit] = TantivyIndex(tmp_path).find(Question("peinture"), 5)
    assert (hit.id, hit.card) == ("1", b"what is known")


def test_a_supplier_comes_with_its_latest_card_and_the_others_are_waste():
    index = an_index()
    for card in (b"", b"first", b"second", b"third"):
        index.put([replace(PAINTER, card=card), replace(ELECTRICIAN, card=card)])
    assert {hit.card for hit in index.find(Question("peinture", department="22"), 5)} == {b"third"}
    assert 0.6 < index.waste() < 0.8
    assert TantivyIndex().waste() == 0


def test_what_was_put_before_a_failure_can_be_put_again():
    index = TantivyIndex()
    index.put([PAINTER], show=False)
    index.undo()
    index.put([PAINTER, ELECTRICIAN])
    assert index.count() == 2


async def test_a_new_supplier_is_findable_within_two_seconds_while_others_search():
    async with ThreadedIndex(an_index(ELECTRICIAN)) as index:
        began = time.monotonic()
        await gather(index.put([PAINTER]), *(index.find(Question("électricité"), 5) for _ in range(20)))
        assert ids(await index.find(Question("peinture"), 5)) == ["1"]
        assert time.monotonic() - began < 2
        await index.remove(["1"])
        assert await index.count() == 1
