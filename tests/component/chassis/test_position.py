"""Whoever made a change, or heard of one, can be sure to read it; who cannot yet, is told when to ask again."""

import time
from uuid import UUID

import httpx
import pytest

from chassis.aggregate import Told
from chassis.persistence import Database
from chassis.position import MOST, Noted, Position, read, written
from contracts.suppliers import TOPIC, SupplierUpdated
from tests.component.chassis.counters import as_

SEEN = Position("others.v1", "a/b, c@d", 3)
_TAKE_IN = "INSERT INTO projection.consumer_subject (topic, subject, version) VALUES ($1, $2, $3)"


def test_a_position_is_read_as_it_was_written() -> None:
    several = (SEEN, Position(TOPIC, "0199", 12))
    assert read(written(several)) == several


def test_a_token_names_the_last_fact_of_each_key_and_only_what_everybody_may_read() -> None:
    noted = Noted(frozenset({TOPIC}))
    fact = SupplierUpdated.model_construct()
    noted.note([Told(n, TOPIC, f"key {n % 2}", f"subject {n}", n, fact) for n in range(1, 5)])
    noted.note([Told(9, "restricted", "key", "secret", 9, fact)])
    assert [one.subject for one in read(noted.token())] == ["subject 3", "subject 4"]
    noted.note([Told(n, TOPIC, f"of many {n}", "subject", n, fact) for n in range(1, 100)])
    assert len(read(noted.token())) == MOST


async def test_a_change_answers_with_its_position_and_says_it_again(client: httpx.AsyncClient) -> None:
    key = as_(Idempotency_Key="once")
    answers = [await client.post("/counters", json={"counts": 3}, headers=key) for _ in range(2)]
    expected = str(Position(TOPIC, str(UUID(int=3)), 3))
    assert [answer.headers.get_list("prenan-position") for answer in answers] == [[expected], [expected]]


async def test_what_changes_nothing_has_no_position(client: httpx.AsyncClient) -> None:
    assert "prenan-position" not in (await client.get("/counters")).headers
    refused = await client.post("/counters", json={"counts": "many"}, headers=as_())
    assert "prenan-position" not in refused.headers


async def test_a_read_sees_what_the_service_itself_told_at_once(client: httpx.AsyncClient) -> None:
    told = (await client.post("/counters", json={"counts": 2}, headers=as_())).headers["prenan-position"]
    answer = await client.get(f"/counters/{UUID(int=2)}", headers={"Prenan-Min-Position": told})
    assert answer.json() == {"total": 2}


@pytest.mark.parametrize(("taken_in", "status"), [(2, 504), (3, 200), (4, 200)])
async def test_a_read_waits_for_what_others_told(
    client: httpx.AsyncClient, database: Database, taken_in: int, status: int
) -> None:
    await database.reads.execute(_TAKE_IN, SEEN.topic, SEEN.subject, taken_in)
    soon = f"{time.time() + 0.5:.3f}"
    answer = await client.get("/counters", headers={"Prenan-Min-Position": str(SEEN), "Prenan-Deadline": soon})
    assert answer.status_code == status
    if status == 504:
        assert (answer.json()["code"], answer.headers["retry-after"]) == ("position-not-reached", "1")


async def test_work_that_nobody_waits_for_is_not_begun(client: httpx.AsyncClient) -> None:
    passed = as_(Prenan_Deadline=f"{time.time() - 1:.3f}")
    change = await client.post("/counters", json={"counts": 5}, headers=passed)
    assert (change.status_code, change.json()["code"]) == (503, "caller-gone")
    assert (await client.get(f"/counters/{UUID(int=5)}")).status_code == 404


async def test_a_read_is_broken_off_at_its_deadline(client: httpx.AsyncClient) -> None:
    soon = f"{time.time() + 0.2:.3f}"
    began = time.monotonic()
    answer = await client.get("/slow", headers={"Prenan-Deadline": soon})
    assert (answer.status_code, answer.json()["code"]) == (503, "caller-gone")
    assert time.monotonic() - began < 5
    assert (await client.get("/counters")).status_code == 200
