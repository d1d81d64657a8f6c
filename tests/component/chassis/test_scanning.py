"""The scanner's client against a clamd that speaks the real protocol."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chassis.scanning import Clamd, Infected, ScannerUnavailable, scanner_at
from tests.component.chassis.clamd import EICAR, FakeClamd, fake_clamd


async def of(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


@pytest.fixture
async def clamd() -> AsyncIterator[FakeClamd]:
    async with fake_clamd() as made:
        yield made


async def test_a_clean_document_passes_as_it_is(clamd: FakeClamd) -> None:
    await scanner_at(clamd.url).scan(of(b"clean", b"", b" " * 300_000))
    assert clamd.seen == [b"clean" + b" " * 300_000]


async def test_malware_is_refused_by_the_name_of_its_signature(clamd: FakeClamd) -> None:
    with pytest.raises(Infected) as refused:
        await Clamd(clamd.url).scan(of(EICAR[:20], EICAR[20:]))
    assert refused.value.facts == {"signature": "Eicar-Test-Signature"}


async def test_a_document_that_the_scanner_cannot_take_is_not_called_clean(clamd: FakeClamd) -> None:
    clamd.limit = 1000
    with pytest.raises(ScannerUnavailable):
        await Clamd(clamd.url).scan(of(b" " * 1001))


async def test_a_unix_socket_does_as_well(tmp_path: Path) -> None:
    async with fake_clamd(tmp_path / "clamd.sock") as clamd:
        with pytest.raises(Infected):
            await Clamd(clamd.url).scan(of(EICAR))


async def test_a_scanner_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnavailable):
        await Clamd(f"unix://{tmp_path}/nobody.sock").scan(of(b"clean"))


async def test_a_scanner_that_does_not_answer_is_not_waited_for(clamd: FakeClamd) -> None:
    clamd.silent = True
    with pytest.raises(ScannerUnavailable):
        await Clamd(clamd.url, patience=0.05).scan(of(b"clean"))


async def test_without_a_scanner_everything_passes() -> None:
    await scanner_at(None).scan(of(EICAR))


@pytest.mark.parametrize("url", ["http://127.0.0.1:3310", "tcp://127.0.0.1", "clamd"])
def test_a_url_that_names_no_scanner_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="CLAMD_URL"), contextlib.closing(asyncio.new_event_loop()):
        scanner_at(url)
