"""What cannot be read as HTTP is refused as all else is: `python -m uvicorn --http chassis.wire:Wire …`."""

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from chassis.problems import CONTENT_TYPE, BadRequest, problem

_HEAD = "HTTP/1.1 400 Bad Request\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"


class Wire(HttpToolsProtocol):
    """Reads requests; whose address or headers are longer than 64 KiB, or that are none, get a problem document."""

    def send_400_response(self, msg: str) -> None:
        """Say so, and leave."""
        body = orjson.dumps(problem(BadRequest(msg)))
        self.transport.write(_HEAD.format(kind=CONTENT_TYPE, length=len(body)).encode() + body)
        self.transport.close()
