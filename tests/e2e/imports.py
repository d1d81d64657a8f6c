"""Registers of the past taken in as an operator does, and what a platform makes of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.platforms import PlatformUnderTest
from tests.e2e.registers import BUYER, MAPPING, a_register
from tests.waiting import until

CONTRACTS = 120


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
        return (await figure(platform, "V1")).get("numerator") == contracts

    await until(all_are, 60)
    return await figure(platform, "A3")


@dataclass(frozen=True)
class Imported:
    """A platform whose first facts are those of a register, and what it made of them."""

    platform: PlatformUnderTest
    figures: list[Any]
    checksums: list[Any]


async def imported(platform: PlatformUnderTest, folder: Path) -> Imported:
    """Take a register into an empty platform."""
    await taken_in(platform, a_register(folder / "register.csv", CONTRACTS))
    regional = await counted(platform)
    await platform.prenan("verify")
    figures = [regional[name] for name in ("numerator", "denominator", "value", "coverage", "status")]
    return Imported(platform, figures, [_whatever_the_time(report) for report in await platform.prenan("checksums")])


def _whatever_the_time(report: dict[str, Any]) -> dict[str, Any]:
    """Checksums; of what was told, which bears the instants of its records, the number of rows alone."""
    if report["service"] != "analytics":
        return report
    return {name: checksum.partition(":")[0] for name, checksum in report["checksums"].items()}
