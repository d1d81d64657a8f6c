"""A register of the past goes in once, whatever it holds, and its figures come out."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.e2e.registers import BUYER, MAPPING, a_register
from tests.waiting import until

CONTRACTS = 120
LOCAL = CONTRACTS - CONTRACTS // 3
LINES = CONTRACTS + CONTRACTS // 5


async def taken_in(platform: PlatformUnderTest, register: Path) -> Mapping[str, Any]:
    return await platform.prenan("import", "contracts", str(register), "--mapping", MAPPING)  # type: ignore[no-any-return]


async def figure(platform: PlatformUnderTest, indicator: str, **query: str) -> dict[str, Any]:
    async with platform.client() as http:
        answer = await http.get(f"/indicators/{indicator}", params={"period": "all", "buyer": BUYER, **query})
    document: dict[str, Any] = answer.json()
    return document


async def heads(platform: PlatformUnderTest) -> tuple[int, int]:
    async with platform.client() as http:
        pages = [(await http.get(f"/feed/{feed}?limit=1")).json() for feed in ("procedures", "suppliers")]
    return pages[0]["head"], pages[1]["head"]


async def counted(platform: PlatformUnderTest, contracts: int = CONTRACTS) -> dict[str, Any]:
    async def all_are() -> bool:
        return (await figure(platform, "V1"))["numerator"] == contracts

    await until(all_are, 60)
    return await figure(platform, "A3")


async def test_a_register_goes_in_once_and_its_figures_come_out(platform: PlatformUnderTest, tmp_path: Path) -> None:
    register = a_register(tmp_path / "register.csv", CONTRACTS)
    first = await taken_in(platform, register)
    regional = await counted(platform)
    assert (regional["numerator"], regional["denominator"]) == (LOCAL, CONTRACTS)
    assert first["contracts"]["created"] == CONTRACTS
    before = await heads(platform)
    second = await taken_in(platform, register)
    assert (second["contracts"]["created"], second["contracts"]["unchanged"]) == (0, CONTRACTS)
    assert await heads(platform) == before, "importing twice told new facts"


async def test_verify_replay_and_checksums_agree(platform: PlatformUnderTest, tmp_path: Path) -> None:
    await taken_in(platform, a_register(tmp_path / "register.csv", CONTRACTS))
    await counted(platform)
    await platform.prenan("checkpoint")
    saved = tmp_path / "saved.json"
    async with platform.client() as http:
        saved.write_bytes((await http.get("/journal/procedures/checkpoints")).content)
    reports = await platform.prenan("verify", "--checkpoint", str(saved))
    assert [report["checkpoints_given"] > 0 for report in reports] == [True, False, False]
    before = await platform.prenan("checksums")
    await platform.prenan("replay", "analytics")
    assert await platform.prenan("checksums") == before


@pytest.mark.kafka
@pytest.mark.xdist_group("kafka")
async def test_the_same_import_over_kafka_gives_the_same_checksums(kafka_bootstrap: str, tmp_path: Path) -> None:
    register = a_register(tmp_path / "register.csv", CONTRACTS)
    over_feed, over_kafka = await asyncio.gather(*(_told(tmp_path, bus, register) for bus in ("feed", "kafka")))
    assert over_feed == over_kafka


async def _told(folder: Path, bus: str, register: Path) -> tuple[list[Any], Any]:
    """What a platform on this bus makes of a register."""
    async with a_platform(folder / bus, "--bus", bus) as platform:
        await taken_in(platform, register)
        regional = await counted(platform)
        await platform.prenan("verify")
        figures = [regional[name] for name in ("numerator", "denominator", "value", "coverage", "status")]
        return figures, [_whatever_the_time(report) for report in await platform.prenan("checksums")]


def _whatever_the_time(report: dict[str, Any]) -> dict[str, Any]:
    """Checksums; of what was told, which bears the instants of its records, the number of rows alone."""
    if report["service"] != "analytics":
        return report
    return {name: checksum.partition(":")[0] for name, checksum in report["checksums"].items()}
