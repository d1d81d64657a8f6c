"""What is not in the documented form is refused with its place and its code."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from contracts.reference.purchasing import areas, departments
from tests.component.tenders.desk import AWARD, TERMS, Desk


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in TERMS.items() if key != name}


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        (without("title"), "/body/title", "missing"),
        ({**TERMS, "title": "  "}, "/body/title", "string-too-short"),
        ({**TERMS, "title": "a\x00b"}, "/body/title", "string-pattern-mismatch"),
        ({**TERMS, "title": 7}, "/body/title", "string-type"),
        ({**TERMS, "colour": "red"}, "/body/colour", "extra-forbidden"),
        ({**TERMS, "buyer": "23350001600041"}, "/body/buyer", "value-error"),
        ({**TERMS, "cpv": "4521422"}, "/body/cpv", "string-pattern-mismatch"),
        ({**TERMS, "procedure": "auction"}, "/body/procedure", "enum"),
        ({**TERMS, "estimated_value": {"amount": 7.5}}, "/body/estimated_value/amount", "value-error"),
        ({**TERMS, "estimated_value": {"amount": "-1"}}, "/body/estimated_value/amount", "greater-than-equal"),
        ({**TERMS, "estimated_value": {"amount": "1.005"}}, "/body/estimated_value/amount", "decimal-max-places"),
        ({**TERMS, "estimated_value": {"amount": "1", "vat": "20"}}, "/body/estimated_value/vat", "extra-forbidden"),
        ({**TERMS, "lots": []}, "/body/lots", "too-short"),
        ({**TERMS, "lots": [{"number": 1}]}, "/body/lots/0/title", "missing"),
        ({**TERMS, "lots": [{"number": 1, "title": "A", "x": 1}]}, "/body/lots/0/x", "extra-forbidden"),
        ({**TERMS, "places": ["Bretagne"]}, "/body/places/0", "string-pattern-mismatch"),
    ],
)
async def test_terms_out_of_form_are_refused_at_their_place(desk: Desk, body: Any, pointer: str, code: str) -> None:
    answer = await desk.post("/tenders", body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid-request")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in problem["errors"]]


@pytest.mark.parametrize(
    ("holder", "pointer", "code"),
    [
        ({"identifier": {"id": "79878508500036"}}, "/body/holders/0/identifier", "value-error"),
        ({"identifier": {"id": "79878508500035", "x": 1}}, "/body/holders/0/identifier/x", "extra-forbidden"),
        ({"name": "A", "place": {"commune": "Rennes"}}, "/body/holders/0/place/commune", "string-pattern-mismatch"),
        ({"name": "A", "place": {"town": "Rennes"}}, "/body/holders/0/place/town", "extra-forbidden"),
        ({"name": "A", "role": "boss"}, "/body/holders/0/role", "enum"),
    ],
)
async def test_holders_out_of_form_are_refused_at_their_place(
    desk: Desk, holder: dict[str, Any], pointer: str, code: str
) -> None:
    path = await desk.close()
    answer = await desk.post(f"{path}/lots/1/award", {**AWARD, "holders": [holder]})
    assert answer.status_code == 422
    assert (pointer, code) in [(error["pointer"], error["code"]) for error in answer.json()["errors"]]


async def test_lots_numbered_with_a_gap_are_refused_by_the_rule(desk: Desk) -> None:
    answer = await desk.post("/tenders", {**TERMS, "lots": [{"number": 2, "title": "B"}]})
    assert (answer.status_code, answer.json()["code"]) == (422, "lots-misnumbered")


@pytest.mark.parametrize(("field", "known"), [("department", departments), ("area", areas)])
async def test_a_code_that_the_reference_data_do_not_hold_is_refused_with_those_they_do(
    desk: Desk, field: str, known: Callable[[], Mapping[str, object]]
) -> None:
    path = await desk.draft()
    drafted = await desk.post("/tenders", {**TERMS, field: "no-such-code"})
    redrafted = await desk.call("PUT", path, {**TERMS, field: "no-such-code"}, if_match="*")
    for answer in (drafted, redrafted):
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["field"]) == (422, f"{field}-unknown", field)
        assert problem["known"] == sorted(known())
    assert [one["id"] for one in (await desk.get("/tenders")).json()["items"]] == [path.rsplit("/", 1)[1]]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/tenders/seven", "invalid-request"),
        ("/tenders?limit=0", "invalid-request"),
        ("/tenders?limit=1001", "invalid-request"),
        ("/tenders?cursor=abc", "invalid-cursor"),
        ("/tenders?status=lost", "invalid-request"),
        ("/tenders?q=a%00b", "invalid-request"),
        ("/tenders?department=%00", "invalid-request"),
        ("/contracts?reference=%00", "invalid-request"),
        ("/contracts/0197f3a0-0000-7000-8000-000000000000", "contract-not-found"),
        ("/nothing", "path-unknown"),
    ],
)
async def test_reads_out_of_form_are_refused(desk: Desk, path: str, code: str) -> None:
    answer = await desk.get(path)
    assert answer.json()["code"] == code
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_cursor_of_another_collection_is_refused(desk: Desk) -> None:
    await desk.post("/contract-records", {"records": [{}]})
    for number in range(2):
        await desk.publish(title=f"Lot {number}")
    following = (await desk.get("/tenders?limit=1")).json()["next"]
    assert (await desk.get(following)).status_code == 200
    assert (await desk.get(following.replace("cursor=", "cursor=A"))).json()["code"] == "invalid-cursor"


@pytest.mark.parametrize(
    ("content", "headers", "status", "code"),
    [
        (b'{"title": ', {}, 400, "malformed-json"),
        (b"\xff\xfe", {}, 400, "malformed-json"),
        (b"[1, 2]", {}, 422, "invalid-request"),
        (b"<a/>", {"content_type": "application/xml"}, 415, "media-type-not-supported"),
        (b'{"title": "' + b"a" * 5_000_000 + b'"}', {}, 413, "body-too-large"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    desk: Desk, content: bytes, headers: dict[str, str], status: int, code: str
) -> None:
    answer = await desk.post("/tenders", content, **headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("amount", ["1e400", "NaN", "Infinity", "9" * 30])
async def test_an_amount_beyond_measure_is_refused(desk: Desk, amount: str) -> None:
    answer = await desk.post("/tenders", {**TERMS, "estimated_value": {"amount": amount}})
    assert answer.status_code == 422


@pytest.mark.parametrize("deadline", ["2026-07-01T10:00:00", "tomorrow", "9999-12-31T23:59:59Z", 10**18])
async def test_a_deadline_without_a_zone_or_sense_is_refused(desk: Desk, deadline: Any) -> None:
    path = await desk.draft()
    answer = await desk.post(f"{path}/publication", {"deadline": deadline})
    assert answer.status_code == 422
