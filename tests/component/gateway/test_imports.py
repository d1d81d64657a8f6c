"""Files that come in as jobs: judged row by row as their owner, whoever dies meanwhile."""

import asyncio
import contextlib
import hashlib
import json
from typing import Any

import httpx
import pytest

from gateway.imports.lines import BATCH_ROWS
from gateway.imports.running import Runner
from tests.component.gateway.platform import SECRET, Platform
from tests.waiting import until

BUYER, OTHER = "23350001600040", "21350238800019"
NDJSON, CSV = "application/x-ndjson", "text/csv; charset=utf-8"


def a_plan(count: int, **more: Any) -> bytes:
    return b"".join(json.dumps({"reference": f"P-{n}", "buyer": BUYER, **more}).encode() + b"\n" for n in range(count))


async def sent(
    prenan: Platform, content: bytes, kind: str = NDJSON, role: str = "policy-officer", **headers: str
) -> httpx.Response:
    bearer = await prenan.bearer(role, organisation=BUYER, retire_oldest=True)
    headers |= bearer | {"Content-Type": kind}
    return await prenan.http.post("/imports?of=plan-entries", content=content, headers=headers)


async def run(prenan: Platform) -> None:
    await Runner(prenan.app.state.platform.upstreams, SECRET).act(prenan.app.state.database)


async def seen(prenan: Platform, answer: httpx.Response, below: str = "", **headers: str) -> httpx.Response:
    headers |= await prenan.bearer("policy-officer", organisation=BUYER, retire_oldest=True)
    return await prenan.http.get(answer.headers["Location"] + below, headers=headers)


async def test_a_file_is_taken_in_at_once_and_judged_row_by_row_afterwards(prenan: Platform) -> None:
    rows = a_plan(BATCH_ROWS + 10) + b'{"reference": "X", "buyer": "%b"}\nnot json\n' % OTHER.encode()
    answer = await sent(prenan, rows)
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert (answer.json()["total"], answer.json()["judged"]) == (BATCH_ROWS + 12, 0)
    await run(prenan)
    shown = (await seen(prenan, answer)).json()
    assert (shown["state"], shown["created"], shown["refused"]) == ("done", BATCH_ROWS + 10, 2)
    assert shown["sha256"] == hashlib.sha256(rows).hexdigest()
    refused = (await seen(prenan, answer, "/rows?outcome=refused")).json()["items"]
    codes = [(one["row"], one["external_id"], one["errors"][0]["code"]) for one in refused]
    assert codes == [(BATCH_ROWS + 11, "X", "not-the-buyer"), (BATCH_ROWS + 12, None, "row-unreadable")]


async def test_the_reports_are_paged_and_given_whole_with_an_end_marker(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(5))
    await run(prenan)
    first = (await seen(prenan, answer, "/rows?limit=3")).json()
    assert [one["row"] for one in first["items"]] == [1, 2, 3]
    key = await prenan.bearer("policy-officer", organisation=BUYER, retire_oldest=True)
    rest = (await prenan.http.get(first["next"], headers=key)).json()
    assert [one["id"] for one in rest["items"]] == ["id of P-3", "id of P-4"]
    whole = (await seen(prenan, answer, "/rows", Accept=NDJSON)).content
    body, _, last = whole.rstrip(b"\n").rpartition(b"\n")
    assert [json.loads(line)["row"] for line in body.splitlines()] == [1, 2, 3, 4, 5]
    assert json.loads(last) == {"end": {"count": 5, "sha256": hashlib.sha256(body + b"\n").hexdigest()}}


async def test_a_spreadsheet_names_members_by_its_columns(prenan: Platform) -> None:
    table = "\ufeffreference;buyer;title;value.minimum.amount;places.0;places.1\r\n"
    table += (
        f'P-1;{BUYER};"Tables; ""chaises""\nbureaux";1000;FRH0;FRH1\r\nP-2;{BUYER};;;;\r\nP-3;{BUYER};a;b;c;d;e\r\n'
    )
    answer = await sent(prenan, table.encode(), CSV)
    assert answer.status_code == 202, answer.text
    await run(prenan)
    assert prenan.tenders.records == {
        "P-1": {
            "reference": "P-1",
            "buyer": BUYER,
            "title": 'Tables; "chaises"\nbureaux',
            "value": {"minimum": {"amount": "1000"}},
            "places": ["FRH0", "FRH1"],
        },
        "P-2": {"reference": "P-2", "buyer": BUYER},
    }
    shown = (await seen(prenan, answer)).json()
    assert (shown["created"], shown["refused"]) == (2, 1)


async def test_the_same_file_changes_nothing_and_the_same_key_is_the_same_job(prenan: Platform) -> None:
    first = await sent(prenan, a_plan(3), **{"Idempotency-Key": "a"})
    await run(prenan)
    replayed = await sent(prenan, a_plan(3), **{"Idempotency-Key": "a"})
    assert replayed.headers["Idempotency-Replayed"] == "true"
    assert replayed.json()["id"] == first.json()["id"]
    other = await sent(prenan, a_plan(4), **{"Idempotency-Key": "a"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")
    again = await sent(prenan, a_plan(3, title="changed"))
    await run(prenan)
    assert (await seen(prenan, again)).json()["corrected"] == 3


async def test_a_runner_that_dies_within_a_batch_is_followed_by_one_that_loses_and_doubles_nothing(
    prenan: Platform,
) -> None:
    answer = await sent(prenan, a_plan(2 * BATCH_ROWS))
    prenan.tenders.awake.clear()
    dying = asyncio.create_task(run(prenan))
    await until(lambda: prenan.tenders.asked["/plan-entry-records"] == 1)
    dying.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await dying
    prenan.tenders.awake.set()
    await run(prenan)
    shown = (await seen(prenan, answer)).json()
    assert (shown["state"], shown["created"], shown["judged"]) == ("done", 2 * BATCH_ROWS, 2 * BATCH_ROWS)
    assert len(prenan.tenders.answers) == 2


async def test_two_runners_never_send_the_same_batch(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(3 * BATCH_ROWS))
    await asyncio.gather(run(prenan), run(prenan))
    assert prenan.tenders.asked["/plan-entry-records"] == 3
    assert (await seen(prenan, answer)).json()["created"] == 3 * BATCH_ROWS


async def test_while_its_service_is_away_an_import_waits_and_says_so(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(1))
    await prenan.tenders.served.kill()
    try:
        await run(prenan)
        shown = (await seen(prenan, answer)).json()
    finally:
        await prenan.tenders.served.start()
    assert (shown["state"], shown["waits_for"], shown["judged"]) == ("waiting", "tenders", 0)
    database = prenan.app.state.database.reads
    await database.execute("UPDATE import_job SET touched_at = touched_at - interval '3 seconds'")
    await run(prenan)
    assert (await seen(prenan, answer)).json()["state"] == "done"


async def test_a_cancelled_import_sends_nothing_more(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(3))
    key = await prenan.bearer("policy-officer", organisation=BUYER, retire_oldest=True)
    for _ in range(2):
        cancelled = await prenan.http.post(f"{answer.headers['Location']}/cancellation", headers=key)
        assert (cancelled.status_code, cancelled.json()["state"]) == (201, "cancelled")
    await run(prenan)
    assert prenan.tenders.records == {}
    done = await sent(prenan, a_plan(1))
    await run(prenan)
    late = await prenan.http.post(f"{done.headers['Location']}/cancellation", headers=key)
    assert (late.status_code, late.json()["code"]) == (409, "import-ended")


async def test_an_import_belongs_to_the_organisation_that_sent_it(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(1))
    stranger = await prenan.bearer("policy-officer", organisation=OTHER)
    for path in (answer.headers["Location"], f"{answer.headers['Location']}/rows"):
        assert (await prenan.http.get(path, headers=stranger)).json()["code"] == "import-not-found"
    cancelled = await prenan.http.post(f"{answer.headers['Location']}/cancellation", headers=stranger)
    assert cancelled.status_code == 404
    assert (await prenan.http.get("/imports", headers=stranger)).json()["items"] == []
    own = await prenan.bearer("policy-officer", organisation=BUYER, retire_oldest=True)
    assert [one["id"] for one in (await prenan.http.get("/imports", headers=own)).json()["items"]] == [
        answer.json()["id"]
    ]


async def test_who_may_not_record_may_not_import(prenan: Platform) -> None:
    answer = await sent(prenan, a_plan(1), role="financial-manager")
    assert (answer.status_code, answer.json()["scope"]) == (403, "plan-entries:write")
    answer = await sent(prenan, a_plan(1), role="supplier")
    assert (answer.status_code, answer.json()["scope"]) == (403, "imports:write")


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        (b"\n\n", NDJSON, "no-rows"),
        (b"x" * 300_000, NDJSON, "row-too-long"),
        (b"a,a\n1,2\n", CSV, "columns-unreadable"),
        (b"a\n", CSV, "no-rows"),
        (b"{}", "application/json", "media-type-not-supported"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_and_not_kept(
    prenan: Platform, content: bytes, kind: str, code: str
) -> None:
    answer = await sent(prenan, content, kind)
    assert answer.json()["code"] == code
    assert await prenan.app.state.database.reads.fetchval("SELECT count(*) FROM import_job") == 0
