"""A reader of a feed that keeps what it read in a file, line by line: `feed_reader URL FILE poll|stream`.

Its place is that of the last whole line, so that it may be killed at any moment.
"""

import http.client
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit


def place(file: Path) -> int:
    """The last position that is kept; what was being written when it was killed is forgotten."""
    kept = file.read_bytes() if file.exists() else b""
    whole = kept[: kept.rfind(b"\n") + 1]
    if whole != kept:
        os.truncate(file, len(whole))
    return int(whole.splitlines()[-1].split()[0]) if whole else 0


def poll(url: str, after: int) -> Iterator[dict[str, object]]:
    """The facts after a position, page by page."""
    at = urlsplit(url)
    door = http.client.HTTPConnection(at.netloc, timeout=30)
    while True:
        door.request("GET", f"{at.path}?after={after}&limit=7&wait=5&include=body")
        page = json.load(door.getresponse())
        yield from page["events"]
        after = page["next"]


def stream(url: str, after: int) -> Iterator[dict[str, object]]:
    """The facts after a position, as they come."""
    at = urlsplit(url)
    door = http.client.HTTPConnection(at.netloc, timeout=30)
    headers = {"Accept": "text/event-stream", "Last-Event-ID": str(after)}
    door.request("GET", f"{at.path}?include=body", headers=headers)
    answer, named = door.getresponse(), False
    for line in iter(answer.readline, b""):
        if line == b"\n":
            named = False
        elif line.startswith(b"event: "):
            named = True
        elif line.startswith(b"data: ") and not named:
            yield json.loads(line.partition(b" ")[2])


def main(url: str, file: Path, how: str) -> None:
    """Read for ever."""
    after = place(file)
    with file.open("a") as kept:
        for item in (poll if how == "poll" else stream)(url, after):
            event = item["event"]
            assert isinstance(event, dict)
            kept.write(f"{item['position']} {event['subject']} {int(event['sequence'])}\n")
            kept.flush()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
