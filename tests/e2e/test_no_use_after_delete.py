"""What was deleted is used no more: whatever an operation deletes, every other that names it finds it gone."""

import pytest

from deploy.embedded.demo_keys import REGION
from tests.e2e.access import Callers, Described
from tests.e2e.belongings import COMPANY
from tests.e2e.deletions import DELETIONS, GONE
from tests.e2e.platforms import PlatformUnderTest


def test_everything_that_can_be_deleted_is_deleted_here(operations: list[Described]) -> None:
    assert {one.path for one in operations if one.method == "DELETE"} == DELETIONS.keys()


@pytest.mark.parametrize("path", DELETIONS)
async def test_what_was_deleted_is_not_used_again(
    platform: PlatformUnderTest, callers: Callers, operations: list[Described], path: str
) -> None:
    deletion, on_it = DELETIONS[path], [one for one in operations if one.path.startswith(path)]
    names = {"siret": COMPANY, "buyer": REGION, **await deletion.make(platform)}
    key = platform.key(deletion.role) if deletion.role else None
    itself = {one.method: one for one in on_it if one.path == path}
    assert "GET" not in itself or (await callers.call(itself["GET"], key, names)).status == 200
    assert deletion.is_there is None or await deletion.is_there(platform, names)
    assert (await callers.call(itself["DELETE"], key, names)).status == 204
    assert deletion.is_there is None or not await deletion.is_there(platform, names)
    for one in sorted(on_it, key=str):
        answer = await callers.call(one, key, names)
        assert answer.status in deletion.otherwise.get(one.method, GONE), f"{one}: {answer}"
