"""The platforms that tests share, each started once for a run, on the one worker that it is on."""

from collections.abc import AsyncIterator

import pytest

from tests.e2e.access import Callers, Described, described
from tests.e2e.imports import Imported, imported
from tests.e2e.platforms import PlatformUnderTest, a_platform


@pytest.fixture(scope="session")
async def over_kafka(kafka_bootstrap: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Imported]:
    """A platform on Apache Kafka, into which a register was taken."""
    folder = tmp_path_factory.mktemp("over_kafka")
    async with a_platform(folder / "home", "--bus", "kafka") as platform:
        yield await imported(platform, folder)


@pytest.fixture(scope="module")
async def operations(platform: PlatformUnderTest) -> list[Described]:
    """Every operation of the merged document."""
    async with platform.client() as public:
        return described((await public.get("/openapi.json")).json())


@pytest.fixture(scope="module")
async def callers(platform: PlatformUnderTest) -> AsyncIterator[Callers]:
    """Who calls the shared platform."""
    async with Callers(platform.url) as made:
        yield made
