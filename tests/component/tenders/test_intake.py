"""Bids that come in together with each other, and with changes of their tender."""

import asyncio
from datetime import timedelta
from typing import Any

import asyncpg
import orjson

from tests.component.tenders.bidders import BIDDER, SUPPLIERS, Committee, a_form, a_sealed_tender, hand_in, live
from tests.component.tenders.bidders import seal_piece as seal
from tests.component.tenders.desk import Desk
from tests.waiting import until

ONE, TWO, _, _ = SUPPLIERS
OWN = {"scopes": BIDDER, "organisation": ONE}


async def a_deposit(desk: Desk, path: str, *, price: int = 100) -> dict[str, Any]:
    live(desk)
    piece = await seal(desk, path, ONE, orjson.dumps(a_form(ONE, 1, price=price)))
    return {"bidder": {"id": ONE}, "lots": [1], "pieces": [piece]}


async def test_one_idempotency_key_hands_in_one_bid(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    body = await a_deposit(desk, path)
    first, again = [await desk.post(f"{path}/bids", body, idempotency_key="k1", **OWN) for _ in range(2)]
    assert (first.status_code, again.status_code, again.content) == (201, 201, first.content)
    assert (again.headers["Idempotency-Replayed"], again.headers["Location"]) == ("true", first.headers["Location"])
    other = await desk.post(f"{path}/bids", {**body, "lots": [2]}, idempotency_key="k1", **OWN)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_refused_deposit_keeps_nothing_and_holds_no_connection(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    body = await a_deposit(desk, path)
    strange = {**body, "pieces": [{**body["pieces"][0], "sha256": "0" * 64}]}
    for _ in range(25):
        refused = await desk.post(f"{path}/bids", strange, idempotency_key="k1", **OWN)
        assert (refused.status_code, refused.json()["code"]) == (422, "piece-not-sent")
    assert (await desk.post(f"{path}/bids", body, idempotency_key="k1", **OWN)).status_code == 201


async def test_a_deposit_meets_the_tender_as_it_is_now(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    assert (await hand_in(desk, path, ONE)).status_code == 201
    assert (await desk.post(f"{path}/cancellation", {"reason": "Budget"})).status_code == 201
    refused = await hand_in(desk, path, TWO)
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-move")


async def test_a_deposit_that_waits_for_a_change_of_the_tender_meets_what_it_became(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    body = await a_deposit(desk, path)
    connection = await desk.database.connect()
    async with connection.transaction():
        await connection.execute("UPDATE tender SET status = 'cancelled'")
        waiting = asyncio.create_task(desk.post(f"{path}/bids", body, **OWN))
        await until(lambda: _somebody_waits(desk.database.reads))
    await connection.close()
    refused = await waiting
    assert (refused.status_code, refused.json()["code"]) == (409, "illegal-move")


async def _somebody_waits(reads: asyncpg.Pool) -> bool:
    return bool(await reads.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"))


async def test_no_bid_is_withdrawn_from_the_deadline_on(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    bid = (await hand_in(desk, path, ONE)).headers["Location"]
    desk.now += timedelta(days=40)
    live(desk)
    late = await desk.post(f"{bid}/withdrawal", None, **OWN)
    assert (late.status_code, late.json()["code"]) == (409, "bid-not-sealed")
    assert (await desk.get(bid, **OWN)).json()["status"] == "sealed"


async def test_the_clock_of_the_database_says_when_a_withdrawal_comes(desk: Desk) -> None:
    path = await a_sealed_tender(desk, Committee())
    bid = (await hand_in(desk, path, ONE)).headers["Location"]
    desk.now += timedelta(days=40)  # the clock of the process alone
    withdrawn = await desk.post(f"{bid}/withdrawal", None, **OWN)
    assert (withdrawn.status_code, withdrawn.json()["status"]) == (201, "withdrawn")
