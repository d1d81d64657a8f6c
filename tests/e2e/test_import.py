"""A register of the past goes in once, whatever it holds, and its figures come out."""

from pathlib import Path

from tests.e2e.imports import CONTRACTS, Imported, counted, heads, imported, taken_in
from tests.e2e.platforms import PlatformUnderTest, a_platform
from tests.e2e.registers import a_register

LOCAL = CONTRACTS - CONTRACTS // 3


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


async def test_the_same_import_over_kafka_gives_the_same_checksums(over_kafka: Imported, tmp_path: Path) -> None:
    async with a_platform(tmp_path / "home") as platform:
        over_feed = await imported(platform, tmp_path)
    assert (over_feed.figures, over_feed.checksums) == (over_kafka.figures, over_kafka.checksums)
