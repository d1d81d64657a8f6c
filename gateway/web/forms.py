"""What forms send: fields as text, and files piece by piece, so that none is ever held whole or written to a disk."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import FormData
from starlette.requests import Request

FORM_BYTES = 4 * 1024 * 1024
"""The largest form without files."""
_MOST_FIELDS = 20_000
_HEADERS_END = b"\r\n\r\n"
_MOST_HEADERS = 16 * 1024
_NAMED = re.compile(r';\s*(filename|name)="([^"]*)"', re.IGNORECASE)


class FormBroken(Exception):
    """The body is not the form that its media type says."""


async def fields_of(request: Request) -> FormData:
    """The fields of a plain form (WHATWG URL, application/x-www-form-urlencoded); none of any other body."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return FormData()
    try:
        text = (await request.body()).decode()
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        return FormData([(name, value) for name, value in pairs])
    except ValueError as error:
        raise FormBroken from error


@dataclass(frozen=True)
class Part:
    """A field or a file of a form; `filename` is None for a field. Its `content` is read before the next part comes."""

    name: str
    filename: str | None
    content: AsyncIterator[bytes]

    async def text(self) -> str:
        """The whole of a field."""
        read = b""
        async for chunk in self.content:
            read += chunk
            if len(read) > FORM_BYTES:
                raise FormBroken
        return read.decode(errors="replace")


class Multipart:
    """A form with files as it streams in (RFC 7578): its parts come in the order of its fields."""

    def __init__(self, request: Request) -> None:
        _, _, boundary = request.headers.get("content-type", "").partition("boundary=")
        if not boundary:
            raise FormBroken
        self._edge = b"\r\n--" + boundary.partition(";")[0].strip('" ').encode("latin-1")
        self._stream = request.stream()
        self._held = b"\r\n"  # the first boundary has nothing before it
        self._ended = False

    async def parts(self) -> AsyncIterator[Part]:
        """Each part; what is left unread of one is passed over."""
        async for _ in self._until_edge():
            pass
        while not await self._is_last():
            name, filename = _named(await self._headers())
            content = self._until_edge()
            yield Part(name, filename, content)
            async for _ in content:
                pass

    async def _until_edge(self) -> AsyncIterator[bytes]:
        """What comes before the next boundary, of which something may stand at the end of what was read."""
        while (at := self._held.find(self._edge)) < 0:
            safe = len(self._held) - len(self._edge)
            if safe > 0:
                chunk, self._held = self._held[:safe], self._held[safe:]
                yield chunk
            await self._more()
        chunk, self._held = self._held[:at], self._held[at + len(self._edge) :]
        if chunk:
            yield chunk

    async def _is_last(self) -> bool:
        while len(self._held) < len(b"--"):
            await self._more()
        return self._held.startswith(b"--")

    async def _headers(self) -> str:
        while (end := self._held.find(_HEADERS_END)) < 0:
            if len(self._held) > _MOST_HEADERS:
                raise FormBroken
            await self._more()
        said, self._held = self._held[:end], self._held[end + len(_HEADERS_END) :]
        return said.decode(errors="replace")

    async def _more(self) -> None:
        chunk = await anext(self._stream, None)
        if chunk is None or self._ended:
            raise FormBroken
        self._ended = not chunk
        self._held += chunk


def _named(headers: str) -> tuple[str, str | None]:
    """The name of a part and that of its file, as browsers write them: quotes and line ends percent-encoded."""
    said = next((line for line in headers.split("\r\n") if line.lower().startswith("content-disposition:")), "")
    found = {key.lower(): value for key, value in _NAMED.findall(said)}
    if "name" not in found:
        raise FormBroken
    filename = found.get("filename")
    return found["name"], filename if filename is None else _basename(filename)


def _basename(filename: str) -> str:
    return filename.replace("%22", '"').replace("\\", "/").rpartition("/")[2]
