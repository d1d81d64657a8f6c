"""The limit of a stream to many readers: ready bytes from a queue for each, behind FastAPI."""

import asyncio
from collections.abc import AsyncIterator

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse


def fan(app: FastAPI) -> None:
    """The routes of the stream, and of what goes out on it."""
    readers: set[asyncio.Queue[bytes]] = set()

    async def everything() -> AsyncIterator[bytes]:
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        readers.add(queue)
        try:
            yield b"\n"
            while True:
                yield await queue.get()
        finally:
            readers.discard(queue)

    @app.get("/fan")
    async def listen() -> Response:
        """All that is told from now on."""
        return StreamingResponse(everything(), media_type="text/event-stream")

    @app.post("/fan")
    async def tell(request: Request) -> Response:
        """Tell every reader these bytes."""
        said = await request.body()
        for queue in readers:
            queue.put_nowait(said)
        return Response(status_code=204)
