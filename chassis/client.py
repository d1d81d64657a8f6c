"""HTTP calls between our processes: httpx over aiohttp's transport, which costs a sixth of httpx's own."""

import httpx
from httpx_aiohttp import AiohttpTransport

CONNECT_SECONDS = 0.5
TOTAL_SECONDS = 2.0
"""What a caller of ours waits for, where somebody waits for it in turn."""


def client(base_url: str = "", timeout: float = TOTAL_SECONDS) -> httpx.AsyncClient:
    """A client whose every call ends within `timeout` seconds, by an answer or by `httpx.TransportError`."""
    return httpx.AsyncClient(
        base_url=base_url,
        transport=AiohttpTransport(limits=httpx.Limits(max_connections=200, max_keepalive_connections=100)),
        timeout=timeout,
    )
