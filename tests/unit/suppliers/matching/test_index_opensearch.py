import base64

import httpx
import pytest

from chassis.failures import is_passing
from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.domain.searching.circle import Circle
from services.suppliers.domain.searching.search import Facet, Named, Search, Sort
from services.suppliers.persistence.index_opensearch import ClusterUnavailable, IndexRefused, OpenSearchIndex
from tests.unit.suppliers.matching.recorded_cluster import SHARDS, RecordedCluster, hit, hits, taken

PAINTER = SupplierDocument(
    "1", "Peintures Le Gall", offer="Ravalement", codes=("45442100",), home="35", point=(48117, -1677), card=b"[]"
)
CARD = base64.b64encode(b"[]").decode()


def an_index(**answers) -> tuple[OpenSearchIndex, RecordedCluster]:
    cluster = RecordedCluster(**answers)
    return OpenSearchIndex(cluster.client()), cluster


async def test_suppliers_are_sent_by_bulk_with_the_stems_of_our_own_analysis():
    index, cluster = an_index(bulk=[{"took": 7, "errors": False, "items": [taken("index", "1")]}])
    await index.put([PAINTER])
    [[action, source]] = cluster.bodies("_bulk")
    assert action == {"index": {"_id": "1"}}
    assert (source["name"], source["spelled"], source["title"]) == ("peintur gall", "peintures le gall", PAINTER.name)
    assert source["code"] == ["45", "454", "4544", "45442", "454421", "4544210", "45442100"]
    assert source["point"] == {"lat": 48.117, "lon": -1.677}
    assert [path for _, path, _ in cluster.asked] == ["/suppliers-5", "/suppliers-5/_bulk", "/suppliers-5/_refresh"]


async def test_every_field_that_is_sent_is_mapped():
    index, cluster = an_index(bulk=[{"took": 7, "errors": False, "items": [taken("index", "1")]}])
    await index.put([PAINTER])
    [made] = cluster.bodies("/suppliers-5")
    assert set(cluster.bodies("_bulk")[0][1]) == set(made["mappings"]["properties"])


async def test_an_index_that_another_process_made_is_taken_as_it_is():
    there = {"error": {"type": "resource_already_exists_exception"}, "status": 400}
    done = {"took": 1, "errors": False, "items": []}
    index, cluster = an_index(**{"suppliers-5": [there], "bulk": [done]})
    await index.put([PAINTER], show=False)
    assert len(cluster.bodies("_bulk")) == 1
    index, _ = an_index(**{"suppliers-5": [{"error": {"type": "security_exception"}, "status": 403}]})
    with pytest.raises(IndexRefused, match="security_exception"):
        await index.put([PAINTER])


async def test_whoever_is_unknown_can_be_forgotten():
    gone = {"took": 3, "errors": False, "items": [taken("delete", "9", 404, result="not_found")]}
    index, cluster = an_index(bulk=[gone])
    await index.remove(["9"])
    assert cluster.bodies("_bulk") == [[{"delete": {"_id": "9"}}]]


async def test_a_document_that_is_refused_is_not_overlooked():
    reason = {"type": "mapper_parsing_exception", "reason": "failed to parse"}
    refused = {"took": 3, "errors": True, "items": [taken("index", "1", 400, error=reason)]}
    index, _ = an_index(bulk=[refused])
    with pytest.raises(IndexRefused, match="mapper_parsing_exception"):
        await index.put([PAINTER])


async def test_candidates_come_by_words_field_place_and_buyer_each_once():
    alike = hits(hit("1", 4.0, card=CARD))
    index, cluster = an_index(search=[alike, hits(hit("1", 9.0, card=CARD), hit("2", 5.0, card=CARD)), hits(), hits()])
    found = await index.find(Question("peinture", ("45442100",), "35", "b"), 50)
    assert found == [Hit("1", 500, b"[]"), Hit("2", 0, b"[]")]
    words, field, place, buyer = cluster.bodies("_search")
    assert words["query"]["bool"]["should"][0]["dis_max"]["tie_breaker"] == 0.2
    exact = {"constant_score": {"filter": {"term": {"code": "45442100"}}}}
    assert exact in field["query"]["bool"]["should"]
    assert place["query"]["bool"] == {"filter": [{"term": {"department": "35"}}], "should": [field["query"]]}
    assert buyer["query"]["bool"]["filter"] == [{"term": {"buyer": "b"}}]
    assert {body["size"] for body in (words, field, place, buyer)} == {50}


async def test_a_search_asks_for_all_that_must_hold():
    counts = {"department": {"buckets": [{"key": "35", "doc_count": 1}], "sum_other_doc_count": 0}}
    index, cluster = an_index(search=[hits(hit("1"), aggregations=counts)])
    asked = Search("peintures", cpv="45000000", new_to="b", near=Circle(48100, -1600, 10))
    found = await index.search(asked, 20, 10, [Facet.DEPARTMENT])
    assert (found.ids, found.facets) == (["1"], {Facet.DEPARTMENT: {"35": 1}})
    [body] = cluster.bodies("_search")
    distance = {"geo_distance": {"distance": "10km", "point": {"lat": 48.1, "lon": -1.6}}}
    assert body["query"]["bool"]["filter"] == [{"term": {"code": "45"}}, distance]
    assert body["query"]["bool"]["must_not"] == [{"term": {"buyer": "b"}}]
    assert (body["from"], body["size"]) == (20, 10)


async def test_typing_errors_are_forgiven_where_nothing_is_found():
    index, cluster = an_index(search=[hits(), hits(hit("1"))])
    assert (await index.search(Search("peintrue"), 0, 10)).ids == ["1"]
    first, second = cluster.bodies("_search")
    assert "fuzziness" not in str(first)
    assert "AUTO:4,8" in str(second)


async def test_a_list_by_name_is_sorted_by_it_and_names_begin_as_they_are_typed():
    index, cluster = an_index(search=[hits(hit("1", title="Peintures Le Gall"))])
    await index.search(Search(sort=Sort.NAME), 0, 10)
    assert await index.named("Peintures l", 5) == [Named("1", "Peintures Le Gall")]
    listed, named = cluster.bodies("_search")
    assert listed["sort"] == [{"order": {"order": "asc"}}]
    assert named["query"] == {"match_phrase_prefix": {"spelled": {"query": "peintures l"}}}


async def test_an_answer_of_a_part_of_the_cluster_is_none():
    index, _ = an_index(search=[hits() | {"_shards": SHARDS | {"failed": 1}}])
    with pytest.raises(ClusterUnavailable, match="only a part"):
        await index.search(Search(), 0, 10)


async def test_all_that_a_search_finds_is_counted_without_showing_any():
    index, cluster = an_index(search=[hits(), hits(hit("1"))])
    assert await index.total(Search("peintrue")) == 1
    assert {body["size"] for body in cluster.bodies("_search")} == {0}


async def test_suppliers_are_counted():
    index, _ = an_index(count=[{"count": 12, "_shards": SHARDS}])
    assert await index.count() == 12


async def test_a_cluster_that_cannot_answer_now_is_a_failure_of_the_moment():
    index, _ = an_index(search=[{"error": {"type": "es_rejected_execution_exception"}, "status": 429}])
    with pytest.raises(ClusterUnavailable) as raised:
        await index.search(Search(), 0, 10)
    assert is_passing(raised.value)
    nowhere = OpenSearchIndex(httpx.AsyncClient(base_url="http://127.0.0.1:9"))
    with pytest.raises(ClusterUnavailable):
        await nowhere.count()
    await nowhere.__aexit__()
