"""Whoever rewrites the past, whatever their rights, is found by what was signed before."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from joserfc import jws
from joserfc.jwk import OKPKey

from chassis import service
from chassis.attesting import attest, attest_all
from chassis.checkpoint import Checkpoint, kept_in, write_checkpoints
from chassis.journal_key import JournalKey
from chassis.persistence import Database
from chassis.settings import ServiceSettings
from deploy.embedded import ROOT
from tests.component.chassis.buses import feed_bus
from tests.component.chassis.counting import TOPIC
from tests.component.chassis.journals import KEY, NOON, a_part, broken, chain_anew, insider, placed
from tests.postgresql import ScratchPostgres

_SIGNED = "SELECT count(*) FROM journal_checkpoint"


async def signed(database: Database) -> Checkpoint:
    """A checkpoint of the whole journal."""
    made = await attest(database, TOPIC, KEY, NOON, again=True)
    assert made is not None
    return made


async def test_an_untouched_journal_is_clean(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "outside" / "checkpoints.json"
    await placed(database)
    one = await signed(database)
    await placed(database)
    await attest_all(a_part(database.url, file), database, KEY)
    assert [kept.position for kept in kept_in(file)] == [6]
    assert await broken(database.url, one, file=file) == []


async def test_an_edited_row_is_found(database: Database) -> None:
    await placed(database)
    async with insider(database.url) as connection:
        await connection.execute("""UPDATE event_log SET payload = replace(payload, '"2"', '"7"') WHERE sequence = 2""")
    assert await broken(database.url) == [f"I9: the chain of {TOPIC} breaks at position 2"]


async def test_a_removed_row_is_found(database: Database) -> None:
    await placed(database)
    async with insider(database.url) as connection:
        await connection.execute("DELETE FROM event_log WHERE sequence = 2")
        await connection.execute("DELETE FROM event_feed WHERE position = 2")
    assert f"I9: the chain of {TOPIC} breaks at position 3" in await broken(database.url)


async def test_a_removed_end_is_found_by_what_was_signed(database: Database) -> None:
    await placed(database)
    await signed(database)
    async with insider(database.url) as connection:
        await connection.execute("DELETE FROM event_log WHERE sequence = 3")
        await connection.execute("DELETE FROM event_feed WHERE position = 3")
        await connection.execute("UPDATE counter SET total = 2, version = 2")
        await chain_anew(connection)
    [found] = await broken(database.url)
    assert "stored: the journal ends at 2; a backup was restored, or its end was removed" in found


async def test_a_rewritten_history_whose_chain_holds_is_found_by_what_was_signed(database: Database) -> None:
    await placed(database)
    await signed(database)
    async with insider(database.url) as connection:
        await connection.execute("""UPDATE event_log SET payload = replace(payload, '"2"', '"7"') WHERE sequence = 2""")
        await chain_anew(connection)
    [found] = await broken(database.url)
    assert "checkpoint of position 3, 2026-03-02, stored: the journal was another one then" in found


async def test_a_rewritten_history_without_its_checkpoints_is_found_by_whoever_kept_one(
    database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "checkpoints.json"
    await placed(database)
    await attest_all(a_part(database.url, file), database, KEY)
    kept = await signed(database)
    async with insider(database.url) as connection:
        await connection.execute("DELETE FROM journal_checkpoint")
        await connection.execute("""UPDATE event_log SET payload = replace(payload, '"2"', '"7"') WHERE sequence = 2""")
        await chain_anew(connection)
    assert await broken(database.url) == []
    for found in (await broken(database.url, kept), await broken(database.url, file=file)):
        assert [line.rpartition(": ")[2] for line in found] == ["the journal was another one then"]


async def test_a_worker_does_not_replace_what_contradicts_the_journal(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "checkpoints.json"
    await placed(database)
    await attest_all(a_part(database.url, file), database, KEY)
    before = file.read_text()
    async with insider(database.url) as connection:
        await connection.execute("""UPDATE event_log SET payload = replace(payload, '"2"', '"7"') WHERE sequence = 2""")
        await chain_anew(connection)
    await placed(database)
    await attest_all(a_part(database.url, file), database, KEY, again=True)
    assert file.read_text() == before


async def test_a_restored_backup_is_found(database_url: str, postgresql: ScratchPostgres, tmp_path: Path) -> None:
    file = tmp_path / "checkpoints.json"
    async with Database(database_url) as database:
        await placed(database)
        await attest_all(a_part(database_url, file), database, KEY)
    backup = await postgresql.copy(urlsplit(database_url).path.lstrip("/"), "counting")
    async with Database(database_url) as database:
        await placed(database)
        await attest_all(a_part(database_url, file), database, KEY)
        assert await broken(database_url, file=file) == []
    assert await broken(backup) == [], "a backup alone looks like any journal"
    [found] = await broken(backup, file=file)
    await postgresql.drop(backup)
    assert "position 6" in found
    assert "kept outside: the journal ends at 3; a backup was restored, or its end was removed" in found


@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        ("position = 2, hash = (SELECT hash FROM event_feed WHERE position = 2)", "it signs another statement"),
        ("signature = left(signature, -4) || 'AAAA'", "its signature does not hold"),
    ],
)
async def test_a_forged_checkpoint_is_found(database: Database, forgery: str, said: str) -> None:
    await placed(database)
    await signed(database)
    async with insider(database.url) as connection:
        await connection.execute(f"UPDATE journal_checkpoint SET {forgery}")
    assert [line.rpartition(": ")[2] for line in await broken(database.url)] == [said]


async def test_a_checkpoint_under_a_key_of_somebody_else_is_found(database: Database) -> None:
    await placed(database)
    await attest(database, TOPIC, JournalKey.of("x" * 32), NOON, again=False)
    assert [line.rpartition(": ")[2] for line in await broken(database.url)] == ["its key is not known here"]


async def test_a_day_has_one_checkpoint_however_many_workers_there_are(database: Database) -> None:
    assert await attest(database, TOPIC, KEY, NOON, again=False) is None, "there is nothing to sign yet"
    await placed(database)
    for day in range(3):
        now = NOON + timedelta(days=day)
        await asyncio.gather(*(attest(database, TOPIC, KEY, now, again=False) for _ in range(6)))
        assert await database.reads.fetchval(_SIGNED) == day + 1
    before_midnight = NOON.replace(hour=23, minute=59) + timedelta(days=2)
    assert await attest(database, TOPIC, KEY, before_midnight, again=False) is None
    assert await attest(database, TOPIC, KEY, before_midnight + timedelta(minutes=1), again=False)


@pytest.fixture
async def http(database: Database) -> AsyncIterator[httpx.AsyncClient]:
    settings = ServiceSettings(database_url=database.url, platform_secret="a secret of the tests to sign with")
    app = service.create("counting", settings, (), {"counts": TOPIC})
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://counting") as client:
            yield client


async def test_anyone_reads_the_checkpoints_and_proves_them_with_the_published_key(
    database: Database, http: httpx.AsyncClient
) -> None:
    for day in range(3):
        await placed(database, counts=2)
        await attest(database, TOPIC, KEY, NOON + timedelta(days=day), again=False)
    page = (await http.get("/journal/counts/checkpoints?limit=2")).json()
    assert [item["position"] for item in page["items"]] == [6, 4]
    [oldest] = (await http.get(page["next"])).json()["items"]
    [key] = (await http.get("/journal/counts/keys")).json()["keys"]
    proved = jws.deserialize_compact(oldest["signature"], OKPKey.import_key(key), algorithms=["Ed25519"])
    assert Checkpoint.model_validate({**oldest, "signature": ""}) == Checkpoint.model_validate_json(
        proved.payload[:-1] + b',"signature":""}'
    )
    [fact] = (await http.get(f"/feed/counts?after={oldest['position'] - 1}&limit=1")).json()["events"]
    assert fact["hash"] == oldest["hash"]


async def test_there_is_no_journal_of_another_name(http: httpx.AsyncClient) -> None:
    for path in ("checkpoints", "keys"):
        answer = await http.get(f"/journal/nothing/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-feed")


async def test_what_a_citizen_is_told_to_run_proves_a_checkpoint_and_finds_another(
    database: Database, tmp_path: Path
) -> None:
    await placed(database, counts=5)
    one = await signed(database)
    [told] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "journal.md").read_text(), flags=re.DOTALL)
    async with feed_bus(database) as bus:
        script = told.replace("http://127.0.0.1:8000", bus.address.removesuffix("/feed/counts"))
        script = script.replace('"procedures"', '"counts"')
        endings = []
        for kept in (one, one.model_copy(update={"hash": "0" * 64})):
            write_checkpoints(tmp_path / "kept.json", [kept])
            running = await asyncio.create_subprocess_exec(
                sys.executable, "-c", script, cwd=tmp_path, stderr=asyncio.subprocess.PIPE
            )
            _, said = await running.communicate()
            endings.append((running.returncode, b"the past was rewritten" in said))
    assert endings == [(0, False), (1, True)]
