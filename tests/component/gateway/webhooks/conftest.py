"""The gateway with its worker: one for all of these tests, as new for each test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.component.gateway.webhooks.hooks import Hooks, hooks, mail_folder
from tests.postgresql import ScratchPostgres


@pytest.fixture(scope="package")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where letters are laid."""
    return Path(tmp_path_factory.mktemp("letters")) / "mail"


@pytest.fixture(scope="package")
async def running(postgresql: ScratchPostgres, letters: Path) -> AsyncIterator[Hooks]:
    address = await postgresql.create("gateway")
    async with hooks(address, mail_url=mail_folder(letters)) as made:
        yield made
    await postgresql.drop(address)


@pytest.fixture
async def prenan(running: Hooks) -> Hooks:
    """The same, as if nothing had been asked for yet."""
    await running.begin()
    return running
