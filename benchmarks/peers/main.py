"""The limits that speak HTTP, in one process: FastAPI with nothing of ours around it."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import aiohttp
import asyncpg
import orjson
from fastapi import FastAPI, Request, Response

from benchmarks.peers.fanning import fan
from benchmarks.peers.tables import DRAFT, LISTED, PAGE, ROW
from services.tenders.api.schemas import GivenTerms

JSON = "application/json"


@asynccontextmanager
async def _connected(app: FastAPI) -> AsyncIterator[None]:
    app.state.ready = {}
    async with asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1, max_size=10, reset=_nothing) as pool:
        connector = aiohttp.TCPConnector(limit=200)
        async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as calls:
            app.state.pool, app.state.calls = pool, calls
            yield


def create_app() -> FastAPI:
    """One route for each limit."""
    app = FastAPI(lifespan=_connected)

    @app.get("/readyz")
    async def readyz() -> Response:
        return Response(b"{}", media_type=JSON)

    @app.put("/ready/{name}")
    async def keep(name: str, request: Request) -> Response:
        """Take the bytes that the next route answers with."""
        app.state.ready[name] = await request.body()
        return Response(status_code=204)

    @app.get("/ready/{name}")
    async def ready(name: str) -> Response:
        """Ready bytes."""
        return Response(app.state.ready[name], media_type=JSON)

    @app.post("/drafts", status_code=201)
    async def draft(body: GivenTerms) -> Response:
        """A validated document, durable with its fact by one statement."""
        text = body.model_dump_json()
        await app.state.pool.execute(DRAFT, uuid4(), text)
        return Response(text, 201, media_type=JSON)

    @app.get("/hop")
    async def hop(url: str) -> Response:
        """One call passed on."""
        return Response(await _read(app.state.calls, url), media_type=JSON)

    _composed(app)
    _rows(app)
    fan(app)
    return app


def _composed(app: FastAPI) -> None:
    """The routes that put a document and its parts together."""

    @app.post("/composed")
    async def plan(request: Request) -> Response:
        """Take the addresses that the next route puts together: the document, then its parts."""
        app.state.plan = orjson.loads(await request.body())
        return Response(status_code=204)

    @app.get("/composed")
    async def composed() -> Response:
        """A document, then its parts side by side, joined as bytes."""
        root, *parts = app.state.plan
        body = await _read(app.state.calls, root)
        joined = b",".join(await asyncio.gather(*(_read(app.state.calls, part) for part in parts)))
        return Response(body[:-1] + b',"parts":[' + joined + b"]}", media_type=JSON)


def _rows(app: FastAPI) -> None:
    """The routes of what is stored, ready."""

    @app.get("/row/{tender_id}")
    async def row(tender_id: UUID) -> Response:
        """One row by its key, ready in the table."""
        return Response(await app.state.pool.fetchval(ROW, tender_id), media_type=JSON)

    @app.get("/page")
    async def page(after: int, limit: int) -> Response:
        """A page of facts as they are stored."""
        rows = await app.state.pool.fetch(PAGE, after, limit)
        return Response(b"[" + b",".join(row[0].encode() for row in rows) + b"]", media_type=JSON)

    @app.get("/listed")
    async def listed(limit: int) -> Response:
        """The newest tenders as they are stored."""
        rows = await app.state.pool.fetch(LISTED, limit)
        return Response(b"[" + b",".join(row[0].encode() for row in rows) + b"]", media_type=JSON)


async def _nothing(_: asyncpg.Connection) -> None:
    """Without asyncpg's own reset, which costs each read a second round trip."""


async def _read(calls: aiohttp.ClientSession, url: str) -> bytes:
    async with calls.get(url) as answer:
        return await answer.read()
