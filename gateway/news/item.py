"""One fact as it goes out in a stream, and who wants it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import orjson

from contracts.filtering import About, Filter

_EVERYTHING = Filter()
_FILTERS = ("type", "cpv", "department", "buyer")
_NAMES = ("id", "type", "subject")


@dataclass(frozen=True, slots=True)
class Item:
    """A fact at its position: what it is chosen by, and its event as bytes, with its body and without."""

    position: int
    type: str
    about: About
    whole: bytes
    bare: bytes

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> Self:
        """An item of a page that was read with bodies, and with what keys are about where that is needed."""
        event = item["event"]
        place = {"position": item["position"], "hash": item["hash"]}
        return cls(
            item["position"],
            event.get("type", ""),
            item.get("about", ()),
            framed(item["position"], {**place, "event": event}),
            framed(item["position"], {**place, **{name: event.get(name) for name in _NAMES}}),
        )


def framed(position: int, data: Mapping[str, Any]) -> bytes:
    """A server-sent event; JSON has no line breaks of its own."""
    return b"id: %d\ndata: %b\n\n" % (position, orjson.dumps(data))


def placed(position: int) -> bytes:
    """An event of the name `position`: a reader came as far as this, and nothing before it is left out."""
    return b"event: position\nid: %d\ndata: %d\n\n" % (position, position)


@dataclass(frozen=True)
class Wanted:
    """The facts that a reader wants: the filters of a feed, and whether with bodies."""

    chosen: Filter = _EVERYTHING
    bodies: bool = False

    @classmethod
    def of(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """As a query says, which the service found valid."""
        chosen = Filter(**{name: tuple(sorted(set(query.get(name, ())))) for name in _FILTERS})
        return cls(chosen, "body" in ",".join(query.get("include", ())).split(","))

    def frame(self, item: Item) -> bytes:
        """What the reader gets of an item: nothing where it does not fit."""
        return (item.whole if self.bodies else item.bare) if self.chosen.passes(item.type, item.about) else b""
