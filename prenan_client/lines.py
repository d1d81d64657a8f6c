"""Lines and server-sent events of a body that comes piece by piece."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


def lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Whole lines with their ends; what stands after the last end was cut off, and is none.

    Only a line feed ends a line: JSON may hold what Unicode takes for another end.
    """
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line + b"\n"


@dataclass(frozen=True)
class Sent:
    """A server-sent event (HTML standard): its kind, id and data."""

    kind: str
    id: str
    data: str


def events(pieces: Iterable[bytes]) -> Iterator[Sent]:
    """The events of a stream; one that was cut off before its blank line is none."""
    fields: dict[str, str] = {}
    for line in lines(pieces):
        name, _, value = line.decode().rstrip("\r\n").partition(":")
        if name:
            value = value.removeprefix(" ")
            fields[name] = f"{fields[name]}\n{value}" if name == "data" and "data" in fields else value
        elif line.strip():
            continue  # a comment
        else:
            if "data" in fields:
                yield Sent(fields.get("event", "message"), fields.get("id", ""), fields["data"])
            fields = {}
