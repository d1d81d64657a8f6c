"""The index of suppliers in an OpenSearch cluster: for more than about five million of them, or many processes."""

import asyncio
import base64
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

import httpx
import orjson

from services.suppliers.domain.matching.supplier_index import Hit, Question, SupplierDocument
from services.suppliers.domain.searching.search import Facet, Found, Named, Search
from services.suppliers.persistence import opensearch_bodies as bodies
from services.suppliers.persistence.index_schema import FORMAT
from services.suppliers.persistence.index_tantivy import FULL, HALF_ALIKE

PER_BULK = 1_000
_NDJSON = {"content-type": "application/x-ndjson"}
_TOLD = 600
"""Letters of an answer that an error tells."""
_THERE = "resource_already_exists_exception"
Answer = dict[str, Any]


class IndexRefused(RuntimeError):
    """The cluster did not take what it was sent."""


class ClusterUnavailable(ConnectionError):
    """The cluster did not answer, or only a part of it: ask again in a moment."""


class OpenSearchIndex:
    """A `SupplierIndex` of its own name and format in a cluster, shared by all processes that follow the registry."""

    def __init__(self, http: httpx.AsyncClient, name: str = "suppliers") -> None:
        self._http, self._name = http, f"{name}-{FORMAT}"
        self._is_there = False

    async def __aenter__(self) -> Self:
        return self

    async def _create(self) -> None:
        """Make the index, unless another process has."""
        try:
            await self._call("PUT", "", json=bodies.index_body())
        except IndexRefused as refusal:
            if _THERE not in str(refusal):
                raise
        self._is_there = True

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def put(self, documents: Iterable[SupplierDocument], *, show: bool = True) -> None:
        """Add or replace suppliers; they can be found when this returns, or else at the next call of `commit`."""
        await self._bulk([({"index": {"_id": one.id}}, bodies.source_of(one)) for one in documents], show=show)

    async def remove(self, ids: Collection[str], *, show: bool = True) -> None:
        """Forget suppliers, at once or at the next call of `commit`."""
        await self._bulk([({"delete": {"_id": each}},) for each in ids], show=show)

    async def commit(self) -> None:
        """Let all that was put and removed be found as it is now."""
        await self._call("POST", "/_refresh")

    async def undo(self) -> None:
        """Nothing: what is put again takes the place of what was put."""

    async def find(self, question: Question, limit: int) -> Sequence[Hit]:
        """Candidates for a need; the four kinds are asked for at once."""
        queries = (
            bodies.by_words(question),
            bodies.of_field(question),
            bodies.with_term("department", question.department, question),
            bodies.with_term("buyer", question.buyer, question),
        )
        alike, *others = await asyncio.gather(*(self._best(query, limit) for query in queries))
        found = {hit["_id"]: _hit(hit, round(FULL * hit["_score"] / (hit["_score"] + HALF_ALIKE))) for hit in alike}
        for hit in (hit for hits in others for hit in hits):
            found.setdefault(hit["_id"], _hit(hit, 0))
        return list(found.values())

    async def search(self, search: Search, start: int, count: int, facets: Collection[Facet] = ()) -> Found:
        """So many suppliers from a place in the order on; words are forgiven typing errors where none has them."""
        found = await self._found(search, start, count, facets)
        counts = {facet: _counts(found["aggregations"][facet.value]) for facet in facets}
        return Found([hit["_id"] for hit in found["hits"]["hits"]], counts)

    async def total(self, search: Search) -> int:
        """How many suppliers there are, which the cluster counts up to ten thousand; around a point, in the square."""
        return int((await self._found(search, 0, 0, ()))["hits"]["total"]["value"])

    async def _found(self, search: Search, start: int, count: int, facets: Collection[Facet]) -> Answer:
        found = await self._searched(search, start, count, facets, is_forgiving=False)
        if search.text and not search.number and not found["hits"]["total"]["value"]:
            return await self._searched(search, start, count, facets, is_forgiving=True)
        return found

    async def named(self, beginning: str, limit: int) -> Sequence[Named]:
        """Suppliers whose names have these words, the last of which may go on."""
        asked = {"query": bodies.naming(beginning), "size": limit, "_source": ["title"], "sort": ["order"]}
        return [Named(hit["_id"], hit["_source"]["title"]) for hit in (await self._ask(asked))["hits"]["hits"]]

    async def count(self) -> int:
        """How many suppliers are indexed."""
        return int((await self._call("GET", "/_count"))["count"])

    async def _bulk(self, actions: Sequence[tuple[Answer, ...]], *, show: bool) -> None:
        if not self._is_there:
            await self._create()
        for start in range(0, len(actions), PER_BULK):
            lines = [line for action in actions[start : start + PER_BULK] for line in action]
            content = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
            _must_be_taken(await self._call("POST", "/_bulk", content=content, headers=_NDJSON))
        if show:
            await self.commit()

    async def _searched(
        self, search: Search, start: int, count: int, facets: Collection[Facet], *, is_forgiving: bool
    ) -> Answer:
        asked: Answer = {
            "query": bodies.searching(search, is_forgiving=is_forgiving),
            "from": start,
            "size": min(count, bodies.MOST_HITS - start),
            "sort": bodies.order_of(search),
            "aggs": bodies.counting(facets),
            "_source": False,
        }
        return await self._ask(asked)

    async def _best(self, query: bodies.Body | None, limit: int) -> list[Answer]:
        if query is None:
            return []
        asked = {"query": query, "size": limit, "_source": ["card"], "track_total_hits": False}
        hits: list[Answer] = (await self._ask(asked))["hits"]["hits"]
        return hits

    async def _ask(self, body: Answer) -> Answer:
        document = await self._call("POST", "/_search", json=body)
        if document["timed_out"] or document["_shards"]["failed"]:
            raise ClusterUnavailable(f"only a part answered: {document['_shards']}")
        return document

    async def _call(self, method: str, path: str, **content: Any) -> Answer:
        """What the cluster answers; raises `ClusterUnavailable` where it cannot now, `IndexRefused` where it never."""
        try:
            answer = await self._http.request(method, f"/{self._name}{path}", **content)
        except httpx.TransportError as error:
            raise ClusterUnavailable(str(error)) from error
        if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
            raise ClusterUnavailable(answer.text[:_TOLD])
        if answer.is_error:
            raise IndexRefused(answer.text[:_TOLD])
        document: Answer = answer.json()
        return document


def _hit(hit: Answer, similarity: int) -> Hit:
    return Hit(hit["_id"], similarity, base64.b64decode(hit["_source"]["card"]))


def _counts(aggregation: Answer) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}


def _must_be_taken(document: Answer) -> None:
    """A supplier that is to be forgotten may be unknown; anything else that is refused is an error."""
    results = (result for item in document["items"] for result in item.values())
    if refused := [one for one in results if "error" in one]:
        raise IndexRefused(f"{len(refused)} refused, such as {refused[0]}")
