from pathlib import Path

import pytest

from deploy.embedded import DATABASES, ROOT
from deploy.embedded.migrations import folder_of
from deploy.embedded.program import output_of
from tests.postgresql import ScratchPostgres


@pytest.mark.parametrize("owner", DATABASES)
async def test_the_migrations_lead_to_the_tables_that_the_code_declares(
    owner: str, postgresql: ScratchPostgres
) -> None:
    address = await postgresql.create(owner)
    await output_of("alembic", "-n", owner, "check", environment={"DATABASE_URL": address})
    await postgresql.drop(address)


def test_every_database_has_its_migrations() -> None:
    assert [owner for owner in DATABASES if not (Path(ROOT) / folder_of(owner) / "env.py").exists()] == []
