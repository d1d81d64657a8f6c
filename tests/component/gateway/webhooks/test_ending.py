"""What fails for long, and whom a scope no longer lets read, is disabled and told; what is old is forgotten."""

import asyncio
import base64
import mailbox
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from standardwebhooks import Webhook
from starlette.responses import Response

from gateway.webhooks import duty
from gateway.webhooks.upkeep import forget
from tests.component.gateway.webhooks.hooks import Hooks
from tests.waiting import until


async def shown(prenan: Hooks, webhook: dict[str, Any], bearer: dict[str, str]) -> dict[str, Any]:
    document: dict[str, Any] = (await prenan.http.get(f"/webhooks/{webhook['id']}", headers=bearer)).json()
    return document


async def test_a_receiver_that_fails_for_three_days_is_disabled_and_its_owner_told(
    prenan: Hooks, letters: Path
) -> None:
    prenan.receiver.answers["/dead"] = lambda _: Response(status_code=500)
    bearer = await prenan.bearer()
    webhook = await prenan.create("/dead", bearer, email="integrator@example.org")
    prenan.tell("a-tender", 1, 2)

    async def told() -> Any:
        one = await shown(prenan, webhook, bearer)
        return one if one["told_at"] else None

    ended = await until(told)
    assert (ended["status"], ended["reason"]) == ("disabled", "failing")
    assert len(prenan.receiver.received["/dead"]) == 10
    log = (await prenan.http.get(f"/webhooks/{webhook['id']}/deliveries", headers=bearer)).json()["items"]
    assert [(one["state"], one["attempts"], one["status"]) for one in log] == [
        ("dropped", 0, None),
        ("failed", 10, 500),
    ]
    [letter] = mailbox.Maildir(letters)
    assert letter["To"] == "integrator@example.org"
    assert str(webhook["id"]) in letter.get_payload()


async def test_a_receiver_that_takes_other_facts_stays_and_one_bad_fact_is_given_up(prenan: Hooks) -> None:
    def answer(one: Any) -> Response:
        return Response(status_code=500 if one.number == 1 and one.event["partitionkey"] == "poison" else 204)

    prenan.receiver.answers["/choosy"] = answer
    bearer = await prenan.bearer()
    webhook = await prenan.create("/choosy", bearer)
    prenan.tell("poison", 1, 2)

    async def goes_on() -> bool:
        prenan.tell("another", 1)
        return prenan.receiver.numbers("/choosy", "poison")[-1:] == [2]

    await until(goes_on)
    await until(prenan.nothing_waits)
    assert (await shown(prenan, webhook, bearer))["status"] == "active"
    failed = await prenan.http.get(f"/webhooks/{webhook['id']}/deliveries?state=failed", headers=bearer)
    assert [one["key"] for one in failed.json()["items"]] == ["poison"]


async def test_a_webhook_stops_when_no_key_of_its_client_has_the_scope(prenan: Hooks) -> None:
    bearer = await prenan.bearer("department-system", client="finance")
    webhook = await prenan.create("/offers", bearer, feeds=["offers"])
    await prenan.database.reads.execute("UPDATE api_key SET role = 'portal' WHERE client = 'finance'")

    async def is_disabled() -> bool:
        row = await prenan.database.reads.fetchrow("SELECT * FROM webhook_endpoint")
        return (row["status"], row["reason"]) == ("disabled", "scope-lost")

    await until(is_disabled, patience=3)
    prenan.tell("a-bid", 1, feed="offers")
    await prenan.followed("offers")
    assert prenan.receiver.received["/offers"] == []
    assert (await shown(prenan, webhook, await prenan.bearer("operator")))["reason"] == "scope-lost"


async def test_a_rotated_secret_signs_beside_the_one_before_it_for_a_while(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/rotated", bearer)
    path = f"/webhooks/{webhook['id']}/secrets"
    [before] = (await prenan.http.get(path, headers=bearer)).json()["items"]
    assert (await prenan.http.post(path, json={"overlap_hours": 2}, headers=bearer)).status_code == 201
    answer = await prenan.http.get(path, headers=bearer)
    after, retired = answer.json()["items"]
    assert answer.headers["cache-control"] == "no-store"
    assert retired["secret"] == before["secret"] != after["secret"]
    assert timedelta(hours=1) < datetime.fromisoformat(retired["expires_at"]) - datetime.now(UTC) < timedelta(hours=3)
    prenan.tell("a-tender", 1)
    [received] = await until(lambda: prenan.receiver.received["/rotated"])
    for one in (before, after):
        Webhook(one["secret"]).verify(received.body, received.headers)
    await prenan.http.post(path, json={"overlap_hours": 0}, headers=bearer)
    [newest] = (await prenan.http.get(path, headers=bearer)).json()["items"]
    assert newest["number"] == 3


async def test_one_worker_is_on_duty_and_another_takes_over_when_its_connection_ends(prenan: Hooks) -> None:
    await prenan.create("/hook")
    standing_by = asyncio.create_task(duty.serve(prenan.database, prenan.settings))
    try:
        prenan.tell("a-tender", 1, 2, 3)
        await until(lambda: prenan.receiver.numbers("/hook", "a-tender") == [1, 2, 3])
        held = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND granted AND objsubid = 1"
        [before] = await prenan.database.reads.fetch(held, duty.LOCK)
        await prenan.database.reads.execute("SELECT pg_terminate_backend($1)", before["pid"])
        prenan.tell("a-tender", 4)
        await until(lambda: prenan.receiver.numbers("/hook", "a-tender") == [1, 2, 3, 4])
        [after] = await prenan.database.reads.fetch(held, duty.LOCK)
        assert after["pid"] != before["pid"]
    finally:
        standing_by.cancel()
        await asyncio.gather(standing_by, return_exceptions=True)


async def test_nothing_stored_signs(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    webhook = await prenan.create("/hook", bearer)
    [secret] = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
    raw = base64.b64decode(secret["secret"].removeprefix("whsec_"))
    assert len(raw) == 32
    rows = await prenan.database.reads.fetchval(
        "SELECT concat((SELECT string_agg(e::text, '') FROM webhook_endpoint e), "
        "(SELECT string_agg(s::text, '') FROM webhook_secret s))"
    )
    assert secret["secret"].removeprefix("whsec_") not in rows
    assert raw.hex() not in rows


async def test_what_ended_long_ago_is_forgotten_with_its_facts(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    await prenan.create("/old", bearer)
    prenan.tell("a-tender", 1, 2, 3)
    await until(lambda: len(prenan.receiver.received["/old"]) == 3)
    await until(prenan.nothing_waits)
    counted = "SELECT (SELECT count(*) FROM webhook_delivery) + (SELECT count(*) FROM webhook_fact)"
    await forget(prenan.database, datetime.now(UTC) + timedelta(days=6))
    assert await prenan.database.reads.fetchval(counted) == 6
    await forget(prenan.database, datetime.now(UTC) + timedelta(days=8))
    assert await prenan.database.reads.fetchval(counted) == 0
