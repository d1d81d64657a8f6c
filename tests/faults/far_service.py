"""A stand-in for suppliers and analytics in a process of its own, which can be killed or frozen: PORT.

It imports nothing of ours or of others, so that it is there again in a moment.
"""

import asyncio
import json
import sys
from urllib.parse import parse_qs, urlsplit

HEAD = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: "1"\r\nContent-Length: %d\r\n\r\n'
NAMES = {"79878508500035": ("SIRET", "Kerbrat"), "DE136695976": ("TVA", "Bau")}


def supplier(number: str) -> dict[str, object]:
    """A registered supplier."""
    scheme, name = NAMES[number]
    return {"identifier": {"scheme": scheme, "id": number}, "name": name, "version": 1}


async def found(target: str) -> object:
    """What is at an address: an empty feed, suppliers, figures that are always the same, or an empty list."""
    asked = urlsplit(target)
    query = parse_qs(asked.query)
    if asked.path.startswith("/feed/"):
        await asyncio.sleep(float(query.get("wait", ["0"])[0]))  # nothing ever happens
        return {"topic": "none", "events": [], "next": 0, "head": 0}
    if asked.path == "/suppliers":
        return {"items": [supplier(one.rpartition(":")[2]) for one in query.get("identifier", ())], "total": 0}
    if (number := asked.path.rpartition("/")[2]) in NAMES:
        return supplier(number)
    if asked.path == "/figures":
        return {"items": [{"id": one, "numerator": 1} for one in query["indicator"]]}
    return {"id": number, "numerator": 1, "items": []}


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request after another on a connection."""
    try:
        while request := await reader.readuntil(b"\r\n\r\n"):
            body = json.dumps(await found(request.split(b" ", 2)[1].decode())).encode()
            head = (
                f'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nETag: "1"\r\nContent-Length: {len(body)}\r\n\r\n'
            )
            writer.write(head.encode() + body)
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


async def main(port: str) -> None:
    """Serve until killed."""
    await (await asyncio.start_server(serve, "127.0.0.1", int(port))).serve_forever()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
