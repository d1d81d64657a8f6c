"""What cannot be read as HTTP gets a problem document, too."""

import asyncio

import orjson
import pytest
from fastapi import FastAPI

from deploy.embedded.ports import free_port
from tests.component.gateway.serving import served


@pytest.mark.parametrize(
    "request_line", [b"GET /tenders?q=" + 70_000 * b"a" + b" HTTP/1.1", b"no request at all"], ids=["long", "none"]
)
async def test_what_is_no_request_or_has_too_long_an_address_is_a_problem(request_line: bytes) -> None:
    async with served(FastAPI(), port := free_port()), asyncio.timeout(30):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request_line + b"\r\nHost: here\r\n\r\n")
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json" in head
    assert b"content-length: %d" % len(body) in head
    assert orjson.loads(body)["code"] == "bad-request"
