import asyncpg
import pytest

from deploy.embedded import databases
from deploy.embedded.addresses import renamed, seen_by
from tests.postgresql import ScratchPostgres


async def column(address: str, question: str) -> list[object]:
    connection = await asyncpg.connect(address)
    try:
        return [row[0] for row in await connection.fetch(question)]
    finally:
        await connection.close()


async def test_a_service_owns_its_database_and_both_schemas(postgresql: ScratchPostgres) -> None:
    address = await postgresql.create_empty("tenders")
    owned = "SELECT nspname FROM pg_namespace WHERE pg_get_userbyid(nspowner) = current_user ORDER BY 1"
    assert await column(address, owned) == ["projection", "public"]
    await postgresql.drop(address)


async def test_no_service_enters_the_database_of_another(postgresql: ScratchPostgres) -> None:
    address = await postgresql.create_empty("tenders")
    await postgresql.drop(await postgresql.create_empty("analytics"))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(seen_by(address, "analytics", None, address.rpartition("/")[2]))
    await postgresql.drop(address)


async def test_what_exists_is_left_as_it_is(postgresql: ScratchPostgres) -> None:
    address = await postgresql.create_empty("tenders")
    name = address.rpartition("/")[2]
    await column(address, "CREATE TABLE kept ()")
    assert not await databases.provide(postgresql.administrator, "tenders", database=name)
    assert await column(address, "SELECT count(*) FROM kept") == [0]
    await postgresql.drop(address)


async def test_a_copy_belongs_to_the_service_and_carries_the_content_of_its_template(
    postgresql: ScratchPostgres,
) -> None:
    template = await postgresql.create_empty("tenders")
    await column(template, "CREATE TABLE copied AS SELECT 7 AS number")
    name = template.rpartition("/")[2]
    await databases.copy(postgresql.administrator, name, f"{name}_copy", "tenders")
    assert await column(renamed(template, f"{name}_copy"), "SELECT number FROM copied") == [7]
    for address in (template, renamed(template, f"{name}_copy")):
        await postgresql.drop(address)


async def test_a_password_may_contain_anything(postgresql: ScratchPostgres) -> None:
    address = await postgresql.create_empty("suppliers")
    name = address.rpartition("/")[2]
    await databases.provide(postgresql.administrator, "suppliers", password="a'b/c@d:e", database=name)
    assert await column(seen_by(address, "suppliers", "a'b/c@d:e", name), "SELECT 1") == [1]
    await postgresql.drop(address)
