"""A cluster that answers as OpenSearch's documentation says, with what was written down for each path."""

from typing import Any

import httpx
import orjson

SHARDS = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}


def hits(*found: dict[str, Any], total: int | None = None, **more: Any) -> dict[str, Any]:
    """The answer of `_search`."""
    count = {"value": len(found) if total is None else total, "relation": "eq"}
    return {
        "took": 5,
        "timed_out": False,
        "_shards": SHARDS,
        "hits": {"total": count, "max_score": 1.0, "hits": list(found)},
        **more,
    }


def hit(identity: str, score: float = 1.0, **source: Any) -> dict[str, Any]:
    """One of the hits."""
    return {"_index": "suppliers-5", "_id": identity, "_score": score, "_source": source}


def taken(action: str, identity: str, status: int = 201, **more: Any) -> dict[str, Any]:
    """What became of one line of `_bulk`."""
    return {action: {"_index": "suppliers-5", "_id": identity, "_version": 1, "status": status, **more}}


class RecordedCluster:
    """Gives the answers recorded for a path one after another, the last one again and again."""

    def __init__(self, **answers: list[Any]) -> None:
        self._answers = answers
        self.asked: list[tuple[str, str, Any]] = []

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer), base_url="http://cluster")

    def bodies(self, path: str) -> list[Any]:
        """What was sent to a path, in its order."""
        return [body for _, asked, body in self.asked if asked.endswith(path)]

    def _answer(self, request: httpx.Request) -> httpx.Response:
        lines = [orjson.loads(line) for line in request.content.splitlines()]
        is_bulk = request.url.path.endswith("_bulk")
        self.asked.append((request.method, request.url.path, lines if is_bulk or not lines else lines[0]))
        name = request.url.path.rpartition("/")[2].lstrip("_")
        recorded = self._answers.get(name, [{"acknowledged": True}])
        answer = recorded.pop(0) if len(recorded) > 1 else recorded[0]
        status = answer.get("status", 200) if isinstance(answer, dict) else 200
        return httpx.Response(status, json=answer)
