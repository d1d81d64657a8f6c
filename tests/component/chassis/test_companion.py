"""What lives beside the routes of a process starts with it, ends with it, and is waited for."""

from typing import Self

import httpx
from fastapi import FastAPI
from pydantic import SecretStr

from chassis.persistence import Database
from chassis.service import create
from chassis.settings import ServiceSettings


class Copy:
    """A companion that is there when it is told to be."""

    def __init__(self, database: Database) -> None:
        self.database, self.is_ready, self.is_running = database, False, False
        self.caught_up = 0

    async def __aenter__(self) -> Self:
        self.is_running = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.is_running = False

    async def catch_up(self) -> None:
        self.caught_up += 1


async def readiness(app: FastAPI) -> tuple[int, str]:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        answer = await client.get("/readyz")
    return answer.status_code, answer.json().get("code", "")


async def test_a_process_is_ready_once_its_companions_are(database_url: str) -> None:
    settings = ServiceSettings(
        database_url=database_url, platform_secret=SecretStr("a secret of at least thirty-two bytes")
    )
    app = create("tests", settings, (), {}, companions={"copy": Copy})
    async with app.router.lifespan_context(app):
        assert await readiness(app) == (503, "not-ready")
        app.state.copy.is_ready = True
        assert await readiness(app) == (200, "")
        assert app.state.copy.is_running
    assert not app.state.copy.is_running
