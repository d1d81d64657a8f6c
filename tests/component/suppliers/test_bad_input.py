"""What is not in the documented form, or not allowed, is refused with its place and its code."""

from typing import Any

import pytest

from tests.component.suppliers.registry import SIRET, Registry, a_supplier


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({"identifier": {"id": SIRET}}, "/body/name", "missing"),
        ({"name": "Forum"}, "/body/identifier", "missing"),
        (a_supplier(name="  "), "/body/name", "string-too-short"),
        (a_supplier(name=7), "/body/name", "string-type"),
        (a_supplier(name="a\x00b"), "/body/name", "string-pattern-mismatch"),
        (a_supplier(colour="red"), "/body/colour", "extra-forbidden"),
        (a_supplier("79878508500036"), "/body/identifier", "value-error"),
        (a_supplier(identifier={"scheme": "KVK", "id": "1"}), "/body/identifier/scheme", "enum"),
        (a_supplier(identifier={"id": SIRET, "x": 1}), "/body/identifier/x", "extra-forbidden"),
        (a_supplier(identifier=SIRET), "/body/identifier", "model-attributes-type"),
        (a_supplier(size="huge"), "/body/size", "enum"),
        (a_supplier(place={"commune": "Rennes"}), "/body/place/commune", "string-pattern-mismatch"),
        (a_supplier(place={"town": "Rennes"}), "/body/place/town", "extra-forbidden"),
        (a_supplier(head_office={"town": "Paris"}), "/body/head_office/town", "extra-forbidden"),
        (a_supplier(turnover={"amount": "1.00", "vat": 20}), "/body/turnover/vat", "extra-forbidden"),
        (a_supplier(naf="4761Z"), "/body/naf", "string-pattern-mismatch"),
        (a_supplier(activities=["221130"]), "/body/activities/0", "string-pattern-mismatch"),
        (a_supplier(activities=["22113000"] * 51), "/body/activities", "too-long"),
        (a_supplier(natural_person="maybe"), "/body/natural_person", "bool-parsing"),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_a_supplier_out_of_form_is_refused_at_its_place(
    registry: Registry, method: str, body: Any, pointer: str, code: str
) -> None:
    path = "/suppliers" if method == "POST" else f"/suppliers/{SIRET}"
    answer = await registry.call(method, path, body, if_match="*")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid-request")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in problem["errors"]]


@pytest.mark.parametrize("path", ["/suppliers", "/supplier-records"])
@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b'{"name": ', {}, 400, "malformed-json"),
        (b"\xff\xfe", {}, 400, "malformed-json"),
        (b"[1, 2]", {}, 422, "invalid-request"),
        (b"<a/>", {"content_type": "application/xml"}, 415, "media-type-not-supported"),
        (b'{"name": "' + b"a" * 5_000_000 + b'"}', {}, 413, "body-too-large"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    registry: Registry, path: str, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await registry.call("POST", path, content, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/suppliers", "suppliers:write"),
        ("PUT", f"/suppliers/{SIRET}", "suppliers:write"),
        ("POST", "/supplier-records", "suppliers:import"),
    ],
)
async def test_a_change_needs_a_key_with_its_scope(registry: Registry, method: str, path: str, scope: str) -> None:
    body = {"records": [a_supplier()]} if path == "/supplier-records" else a_supplier()
    without = await registry.call(method, path, body, scopes=None, if_match="*")
    assert (without.status_code, without.json()["code"]) == (401, "unauthenticated")
    forged = await registry.call(method, path, body, scopes=None, if_match="*", prenan_principal="a.b.c")
    assert (forged.status_code, forged.json()["code"]) == (401, "unauthenticated")
    others = frozenset({"suppliers:write", "suppliers:import", "tenders:write"} - {scope})
    wrong = await registry.call(method, path, body, scopes=others, if_match="*")
    assert (wrong.status_code, wrong.json()["code"], wrong.json()["scope"]) == (403, "scope-missing", scope)
    assert await registry.facts() == []


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/suppliers/79878508500036", 422, "invalid-request"),
        ("/suppliers/Forum", 422, "invalid-request"),
        ("/suppliers/TVA:DE1", 422, "invalid-request"),
        ("/suppliers/KVK:1234", 422, "invalid-request"),
        ("/suppliers/RIDET:a%00b", 422, "invalid-request"),
        ("/suppliers/", 422, "invalid-request"),
        (f"/suppliers/{SIRET}", 404, "supplier-not-found"),
        ("/suppliers?identifier=79878508500036", 422, "invalid-request"),
        ("/suppliers?" + "&".join([f"identifier={SIRET}"] * 201), 422, "invalid-request"),
        ("/suppliers?q=%00", 422, "invalid-request"),
        ("/suppliers?q=%25", 422, "invalid-request"),
        ("/suppliers?q=" + "a" * 201, 422, "invalid-request"),
        ("/suppliers?department=Finist%C3%A8re", 422, "invalid-request"),
        ("/suppliers?size=huge", 422, "invalid-request"),
        ("/suppliers?limit=0", 422, "invalid-request"),
        ("/suppliers?limit=1001", 422, "invalid-request"),
        ("/suppliers?cursor=abc", 400, "invalid-cursor"),
        ("/nothing", 404, "path-unknown"),
    ],
)
async def test_reads_out_of_form_are_refused(registry: Registry, path: str, status: int, code: str) -> None:
    answer = await registry.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("records", [[], [a_supplier()] * 501, "all", None])
async def test_a_register_of_no_or_too_many_records_is_refused(registry: Registry, records: Any) -> None:
    answer = await registry.call("POST", "/supplier-records", {"records": records})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


async def test_a_supplier_is_not_deleted(registry: Registry) -> None:
    answer = await registry.call("DELETE", f"/suppliers/{SIRET}")
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
