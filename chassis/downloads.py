"""Files as answers: streamed, by range where the caller asks for one, never run by a browser (RFC 9110 14)."""

import re
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from chassis.caching import etag
from chassis.errors import Refusal

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_PLAIN = re.compile(r"[^A-Za-z0-9 ._-]")
Span = tuple[int, int]
"""First byte, and the byte after the last."""


class RangeNotSatisfiable(Refusal):
    """The file has no such bytes; `size` is how many it has."""

    status = 416

    def headers(self) -> dict[str, str]:
        """How many bytes there are."""
        return {"Content-Range": f"bytes */{self.facts['size']}"}


@dataclass(frozen=True)
class File:
    """What is answered: a name for the caller's disk, the type it was found to be, bytes, and their SHA-256 in hex."""

    name: str
    media_type: str
    size: int
    sha256: str

    def headers(self, cache_control: str) -> dict[str, str]:
        """What goes with every answer about it."""
        return {
            "ETag": etag(self.sha256),
            "Cache-Control": cache_control,
            "Accept-Ranges": "bytes",
            "Content-Disposition": disposition(self.name),
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        }


async def download(
    request: Request,
    file: File,
    read: Callable[[int, int], Awaitable[AsyncIterator[bytes]]],
    cache_control: str = "no-cache",
) -> Response:
    """The answer to a GET of a file: 200, 206 for one range, or 304; `read(start, end)` opens its bytes."""
    headers, tag = file.headers(cache_control), etag(file.sha256)
    known = request.headers.get("if-none-match")
    if known is not None and (known.strip() == "*" or tag in {one.strip() for one in known.split(",")}):
        return Response(status_code=304, headers=headers)
    is_unchanged = request.headers.get("if-range", tag) == tag
    span = asked(request.headers.get("range"), file.size) if is_unchanged else None
    start, end = span or (0, file.size)
    headers["Content-Length"] = str(end - start)
    if span:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    chunks = await read(start, end)
    return StreamingResponse(chunks, 206 if span else 200, headers, media_type=file.media_type)


def asked(header: str | None, size: int) -> Span | None:
    """The one range that is asked for; None for the whole, as for what need not be understood (RFC 9110 14.2).

    Raises `RangeNotSatisfiable`.
    """
    found = _RANGE.fullmatch((header or "").replace(" ", ""))
    if found is None or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last) + 1, size) if first and last else size
    if first and last and int(last) < int(first):
        return None
    if start >= end:
        raise RangeNotSatisfiable(size=size)
    return start, end


def disposition(name: str) -> str:
    """`Content-Disposition` to save a file under a name, whatever the name holds (RFC 6266)."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{_PLAIN.sub('_', ascii_name)}\"; filename*=UTF-8''{quote(name, safe='')}"
