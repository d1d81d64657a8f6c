"""Files in the storage that nobody will ask for go, all others stay."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from chassis.clock import Clock
from chassis.worker import work
from services.tenders.application.sweeping import sweep
from services.tenders.worker import part
from tests.component.tenders.bidders import BIDDER, SUPPLIERS, Committee, a_sealed_tender, hand_in
from tests.component.tenders.desk import Desk
from tests.waiting import until

REAL = datetime.now(UTC)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path


def kept(files: Path) -> int:
    return sum(path.is_file() for path in files.rglob("*"))


async def swept(desk: Desk, after: timedelta = timedelta(0)) -> None:
    """Sweep, so long from now on the real clock."""
    desk.database.clock = Clock(since=REAL, start=desk.now)
    await sweep(desk.database, desk.app.state.depot.storage, real=REAL + after)


async def chunks() -> AsyncIterator[bytes]:
    yield b"Content of a process that died"


async def test_a_file_of_no_record_goes_after_a_day_and_a_document_stays(desk: Desk, files: Path) -> None:
    path = await desk.draft()
    await desk.add_document(path)
    await desk.app.state.depot.storage.put(chunks(), limit=100)
    (files / "notes.txt").write_text("not ours")
    await swept(desk, timedelta(hours=23))
    assert kept(files) == 3
    await swept(desk, timedelta(hours=25))
    assert kept(files) == 2
    assert (await desk.get(f"{path}/documents/cctp.pdf")).status_code == 200
    assert (files / "notes.txt").exists()


async def test_a_sealed_piece_of_no_bid_goes_a_week_after_the_deadline_and_those_of_bids_stay(
    desk: Desk, files: Path
) -> None:
    path = await a_sealed_tender(desk, Committee())
    handed = await hand_in(desk, path, SUPPLIERS[0])
    assert handed.status_code == 201, handed.text
    of_the_bid = kept(files)
    options = {"organisation": SUPPLIERS[1], "scopes": BIDDER, "content_type": "application/octet-stream"}
    sent = await desk.call("POST", f"{path}/sealed-pieces", b"a sealed piece", **options)
    assert sent.status_code == 201, sent.text
    desk.now += timedelta(days=41)
    await desk.time_passes()
    await swept(desk, timedelta(days=2))
    assert kept(files) == of_the_bid + 1
    desk.now += timedelta(days=7)
    await swept(desk)
    assert kept(files) == of_the_bid


async def test_a_broken_off_upload_to_a_folder_goes_after_a_day(desk: Desk, files: Path) -> None:
    (files / "ab").mkdir()
    (files / "ab" / f"{'0' * 32}#1").write_bytes(b"half")
    await swept(desk, timedelta(hours=23))
    assert kept(files) == 1
    await swept(desk, timedelta(hours=25))
    assert kept(files) == 0


async def test_the_worker_of_the_service_sweeps(desk: Desk, files: Path) -> None:
    stored = await desk.app.state.depot.storage.put(chunks(), limit=100)
    long_ago = (REAL - timedelta(days=2)).timestamp()
    os.utime(files / stored.name, (long_ago, long_ago))
    working = asyncio.create_task(work(part()))
    await until(lambda: kept(files) == 0)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
