"""Exports are whole or say that they are not; imports are watched to their end."""

import hashlib
import json
from typing import Any

import httpx
import pytest

from prenan_client import ExportDamaged, ExportIncomplete, ImportJob
from tests.unit.client.scripted import Scripted, broken, ok

JOB = {
    "id": "0195a4de-5f09-7b1d-8c40-1f2e3d4c5b6a", "noun": "suppliers", "state": "running", "total": 3, "judged": 1,
    "created": 1, "corrected": 0, "unchanged": 0, "refused": 0, "waits_for": None, "ended_at": None,
}  # fmt: skip
POSITION = {"Prenan_Position": "procedures=9"}


def line(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode() + b"\n"


def whole(*documents: Any, wrong: int = 0) -> bytes:
    body = b"".join(map(line, documents))
    rows = [one for one in documents if "resume" not in one]
    end = {"count": len(rows) + wrong, "position": "procedures=12", "sha256": hashlib.sha256(body).hexdigest()}
    return body + line({"end": end})


def a_file(content: bytes) -> httpx.Response:
    return httpx.Response(200, content=content, headers={"Prenan-Position": "procedures=9"})


def test_an_export_is_whole_when_its_end_says_so() -> None:
    export = (
        Scripted([a_file(whole({"id": 1, "title": "a\u2028b"}, {"resume": "x"}, {"id": 2}))]).client().export("tenders")
    )
    assert [row["id"] for row in export] == [1, 2]
    assert export.end is not None
    assert (export.end.count, export.end.position) == (2, "procedures=9")


def test_an_export_that_breaks_off_goes_on_behind_what_is_safe() -> None:
    begun = [line({"id": 1}), line({"resume": "after 1"}), line({"id": 2}), b'{"id": 3']
    platform = Scripted([broken(*begun, **POSITION), a_file(whole({"id": 2}, {"id": 3}))])
    export = platform.client().export("contracts", department="rail")
    assert [row["id"] for row in export] == [1, 2, 3]
    assert export.end is not None
    assert export.end.count == 3
    assert [dict(request.url.params) for request in platform.asked] == [
        {"department": "rail"},
        {"department": "rail", "after": "after 1"},
    ]


def test_an_end_that_counts_otherwise_is_not_believed() -> None:
    with pytest.raises(ExportDamaged):
        list(Scripted([a_file(whole({"id": 1}, wrong=1))]).client().export("contracts"))


def test_an_export_that_never_gets_further_is_given_up() -> None:
    platform = Scripted([a_file(line({"id": 1})) for _ in range(5)])
    with pytest.raises(ExportIncomplete):
        list(platform.client().export("contracts"))


def test_an_import_is_watched_to_its_end() -> None:
    ended = JOB | {"state": "done", "judged": 3, "created": 2, "refused": 1, "ended_at": "2026-05-01T10:00:00Z"}
    report = {"row": 3, "outcome": "refused", "external_id": "X", "id": None, "version": None,
              "errors": [{"pointer": "/siret", "code": "siret-wrong", "detail": "No"}]}  # fmt: skip
    platform = Scripted([ok(JOB), ok(JOB), ok(ended), ok({"items": [report], "next": None})])
    prenan = platform.client()
    told: list[ImportJob] = []
    job = prenan.imports.wait(prenan.imports.records("suppliers", [{"name": "A"}, {"name": "B"}]), told.append)
    assert ([one.judged for one in told], job.state) == ([1, 3], "done")
    [row] = prenan.imports.rows(job, outcome="refused")
    assert (row.row, row.errors[0].code) == (3, "siret-wrong")
    given = platform.asked[0]
    assert (given.url.query, given.content) == (b"of=suppliers", b'{"name": "A"}\n{"name": "B"}\n')
    assert given.headers["content-type"] == "application/x-ndjson"
