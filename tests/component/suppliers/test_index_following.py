"""The index of a process outlives it, takes in what it missed, and is built anew where it is of no use."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest

from services.suppliers.domain.matching.supplier_index import Question
from services.suppliers.persistence.index_follower import IndexFollower
from tests.component.suppliers.registry import OTHERS, Registry, a_supplier


async def indexed(registry: Registry, folder: Path) -> list[bytes]:
    """The cards of all road builders, of an index that is opened and closed."""
    async with IndexFollower(registry.database, folder) as follower:
        await follower.built()
        return [hit.card for hit in await follower.index.find(Question("voirie"), 10)]


def of_another_database(folder: Path) -> None:
    mark = orjson.loads((folder / "mark.json").read_bytes())
    (folder / "mark.json").write_bytes(orjson.dumps({**mark, "system": "another"}))


def of_another_format(folder: Path) -> None:
    mark = orjson.loads((folder / "mark.json").read_bytes())
    (folder / "mark.json").write_bytes(orjson.dumps({**mark, "format": 1}))


def without_a_mark(folder: Path) -> None:
    (folder / "mark.json").unlink()


def full_of_waste(folder: Path) -> None:
    with (folder / "cards").open("ab") as cards:
        cards.write(b"of no supplier any more" * 1_000)


async def test_an_index_takes_in_what_happened_while_it_was_closed(registry: Registry, tmp_path: Path) -> None:
    await registry.register(a_supplier(name="Voirie de l'Ouest"))
    [first] = await indexed(registry, tmp_path)
    await registry.register(a_supplier(OTHERS[0], name="Voirie du Nord"))
    cards = await indexed(registry, tmp_path)
    assert first in cards
    assert len(cards) == 2


@pytest.mark.parametrize("spoil", [of_another_database, of_another_format, without_a_mark, full_of_waste])
async def test_an_index_of_no_use_is_built_anew(
    registry: Registry, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    await registry.register(a_supplier(name="Voirie de l'Ouest"))
    cards = await indexed(registry, tmp_path)
    size = (tmp_path / "cards").stat().st_size
    spoil(tmp_path)
    assert await indexed(registry, tmp_path) == cards
    assert (tmp_path / "cards").stat().st_size == size
