"""The connections to a service."""

import aiohttp

_IDLE_SECONDS = 4.0
"""An idle connection is left before uvicorn closes it after five seconds."""
_OWN_HEADERS = frozenset({"accept", "accept-encoding", "content-type", "user-agent"})


def session(calls: int) -> aiohttp.ClientSession:
    """So many connections at once; bodies and headers go as they are given."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=calls, keepalive_timeout=_IDLE_SECONDS),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        skip_auto_headers=_OWN_HEADERS,
    )
