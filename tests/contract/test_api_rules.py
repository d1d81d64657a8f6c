"""What docs/limits.md and the guide promise of every operation, held to the document of all of them.

An operation that is otherwise stands here with its reason: a new route that forgets one of the rules fails.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import SecretStr

from chassis.paging import MAX_LIMIT
from chassis.uploads import DOWNLOAD
from gateway.main import create_app
from gateway.operations import FEED_PATHS, METHODS
from gateway.settings import GatewaySettings

SECRET = SecretStr("a secret of at least thirty-two bytes")
Node = Mapping[str, Any]
ONLY_READS = "changes nothing: what is asked for does not fit into an address"
ANYWAY = "the same thing again leads to the same state and the same answer"
NOT_ONCE = {
    "POST /imports/{import_id}/cancellation": ANYWAY,
    "POST /oauth/token": "RFC 6749: each call gives a token, and no token is kept",
    "POST /plan-entries/{entry_id}/followers": ANYWAY,
    "POST /procedure-advice": ONLY_READS,
    "POST /supply-potential": ONLY_READS,
    "POST /supply-potential/plans": ONLY_READS,
    "POST /tenders/{tender_id}/bid-check": ONLY_READS,
    "POST /sourcing-requests/{request_id}/attachments": "a file of the same name takes the place of the one before",
    "POST /tenders/{tender_id}/documents": ANYWAY,
    "POST /tenders/{tender_id}/opening/shares": "every attempt is on record, and a share counts once",
    "POST /tenders/{tender_id}/pieces": "a piece is known by its hash, and kept by the bid that names it alone",
    "POST /tenders/{tender_id}/sealed-pieces": "a piece is known by its hash, and kept by the bid that names it alone",
    "POST /what-if": ONLY_READS,
}
"""POST operations without an idempotency key."""
OF_ONE = "one organisation's own word about a company, set as a whole: nobody else's can be lost"
NOT_GUARDED = {
    "PUT /suppliers/{siret}/caution": OF_ONE,
    "PUT /suppliers/{siret}/favourite": "has no content",
    "PUT /suppliers/{siret}/mailbox": "cannot be read, so there is no version to name",
    "PUT /suppliers/{siret}/partnering": OF_ONE,
}
"""PUT operations without If-Match."""
BOUNDED = {
    "/alerts": "a hundred alerts of a caller",
    "/dimensions": "the values that the filters take: codes of reference data",
    "/figures": "one for each indicator and group that is asked for",
    "/indicators": "the catalogue",
    "/observatory/columns": "the columns of the catalogue",
    "/observatory/comparisons": "as many as are asked to be compared",
    "/problems": "the codes of this version",
    "/red-flags": "counts by rule, department and year",
    "/red-flags/fences": "one for each rule and year",
    "/sourcing-requests/{request_id}/contacts": "a request asks so many suppliers at most",
    "/suggestions": "a few, as somebody types",
    "/suppliers/{siret}/duplicates": "the likeliest few",
    "/suppliers/{siret}/partners": "has a `limit`; there is nothing behind the best hundred",
    "/targets": "one for each indicator of the catalogue, and those that buyers set",
    "/tenders/{tender_id}/bids/{bid_id}/justifications": "one for each lot of the bid",
    "/tenders/{tender_id}/bids/{bid_id}/rejection": "one for each lot of the bid",
    "/webhooks/{webhook_id}/secrets": "those that sign at present",
}
"""Lists without pages, and what bounds them."""
OF_RFC_6749 = {("POST /oauth/token", "400"), ("POST /oauth/token", "401")}
"""Refusals whose form another standard says."""


@pytest.fixture(scope="module")
def document() -> Node:
    """The one document of all operations."""
    told = GatewaySettings(
        database_url="postgresql://nobody@127.0.0.1:1/none", platform_secret=SECRET, key_pepper=SECRET
    )
    return create_app(told).openapi()


def operations(document: Node) -> Iterator[tuple[str, Node]]:
    """Each operation by its name."""
    for path, item in sorted(document["paths"].items()):
        for method in item.keys() & set(METHODS):
            yield f"{method.upper()} {path}", item[method]


def parameter(operation: Node, place: str, name: str) -> Node | None:
    """What is said of a parameter."""
    found = (one for one in operation.get("parameters", ()) if (one["in"], one["name"]) == (place, name))
    return next(found, None)


def answer(document: Node, operation: Node) -> Node:
    """The schema of a good answer in JSON."""
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    schema: Node = content.get("schema", {})
    schema = schema.get("anyOf", [schema])[0]
    return document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)


def test_what_creates_or_acts_takes_an_idempotency_key(document: Node) -> None:
    posts = {name: operation for name, operation in operations(document) if name.startswith("POST")}
    without = {name for name, operation in posts.items() if not parameter(operation, "header", "Idempotency-Key")}
    assert without == NOT_ONCE.keys()
    for name in posts.keys() - without:
        assert "`idempotency-key-reused`" in posts[name]["responses"]["422"]["description"], name
        assert "`still-in-progress`" in posts[name]["responses"]["409"]["description"], name


def test_what_replaces_asks_for_the_version_that_it_replaces(document: Node) -> None:
    changes = {name: operation for name, operation in operations(document) if name.startswith(("PUT", "PATCH"))}
    guarded = {name for name, operation in changes.items() if {"412", "428"} <= operation["responses"].keys()}
    assert changes.keys() - guarded == NOT_GUARDED.keys()
    assert {name for name in guarded if not parameter(changes[name], "header", "If-Match")} == set()


def test_every_list_has_pages_of_a_bounded_length(document: Node) -> None:
    paged, bounded = set(), set()
    for name, operation in operations(document):
        members = answer(document, operation).get("properties", {})
        if not name.startswith("GET") or members.get("items", {}).get("type") != "array":
            continue
        cursor, limit = parameter(operation, "query", "cursor"), parameter(operation, "query", "limit")
        if cursor is None:
            bounded.add(name.removeprefix("GET "))
            continue
        paged.add(name)
        assert limit is not None, name
        assert (limit["schema"]["minimum"], limit["schema"]["maximum"]) == (1, MAX_LIMIT), name
        assert {"next", "prev"} <= members.keys(), name
        assert "`invalid-cursor`" in operation["responses"]["400"]["description"], name
    assert len(paged) > 30
    assert bounded == BOUNDED.keys()


def test_every_error_is_a_problem_whose_codes_are_described(document: Node) -> None:
    described = {problem["code"]: str(problem["status"]) for problem in document["x-problems"]}
    for name, operation in operations(document):
        errors = {status: said for status, said in operation["responses"].items() if status[0] in "45"}
        assert {"422", "429", "500", "503"} <= errors.keys(), name
        for status, said in errors.items():
            if (name, status) in OF_RFC_6749:
                continue
            assert said["content"]["application/problem+json"], f"{name} {status}"
            codes = re.findall(r"`([a-z0-9-]+)`", said["description"])
            assert codes, f"{name} {status}"
            assert {described[code] for code in codes} == {status}, f"{name} {status}"


def test_every_answer_to_a_read_may_be_asked_for_by_its_entity_tag(document: Node) -> None:
    at_once = ((name, operation) for name, operation in operations(document) if DOWNLOAD not in operation)
    for name, operation in at_once:
        is_json = "application/json" in operation["responses"].get("200", {}).get("content", {})
        if name.startswith("GET") and is_json and name.removeprefix("GET ") not in FEED_PATHS:
            assert "304" in operation["responses"], name
