"""An import ends once figures have taken in what it told, or says that they follow."""

from collections import deque

import httpx
import pytest
from rich.console import Console
from rich.progress import Progress

from deploy.cli.door import Door
from deploy.cli.intake import reach_figures
from deploy.cli.patience import Patience

TOLD = {
    "/supplier-records": ["s/1@1,s/2@1", "s/3@1"],
    "/contract-records": ["p/1@1", "p/2@1,p/3@1", "p/4@1", "", "p/5@2"],
}


class Platform:
    """Names what each call told; its figures are behind so often."""

    def __init__(self, behind: int) -> None:
        self.behind = behind
        self.told = {path: deque(positions) for path, positions in TOLD.items()}
        self.asked: list[str] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            position = self.told[request.url.path].popleft()
            return httpx.Response(200, json={}, headers={"Prenan-Position": position} if position else {})
        self.asked.append(request.url.params["min_position"])
        self.behind -= 1
        is_behind = self.behind >= 0
        return httpx.Response(504 if is_behind else 200, json={"code": "position-not-reached"} if is_behind else {})


async def said_after(platform: Platform, *paths: str) -> Progress:
    seconds = iter(range(1000))

    async def at_once(_: float) -> None:
        """No pause."""

    async with httpx.AsyncClient(transport=httpx.MockTransport(platform), base_url="http://platform") as client:
        door = Door(client, Patience(5, at_once, lambda: next(seconds)))
        with Progress(console=Console(quiet=True)) as progress:
            for path in paths:
                for _ in TOLD[path]:
                    await door.call("POST", path, once="a key")
            await reach_figures(door, progress)
    return progress


@pytest.mark.parametrize(("behind", "is_there"), [(0, True), (3, True), (100, False)])
async def test_an_import_waits_for_figures_as_long_as_patience_lasts(behind: int, is_there: bool) -> None:
    platform = Platform(behind)
    (bar,) = (await said_after(platform, *TOLD)).tasks
    assert bar.finished is is_there
    assert bar.fields["waits"] == ("" if is_there else "they follow")
    assert set(platform.asked) == {"s/2@1,s/3@1,p/3@1,p/4@1,p/5@2"}


async def test_an_import_that_told_nothing_waits_for_nothing() -> None:
    platform = Platform(0)
    assert not (await said_after(platform)).tasks
    assert not platform.asked
