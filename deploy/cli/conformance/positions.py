"""Which positions of the feed an answer gave, by page or stream, whole or broken off."""

import re

from deploy.cli.conformance.exchange import Exchange

_SENT = re.compile(rb"^id: ?(\d+)\r?$", re.MULTILINE)
_KEY = re.compile(rb'"partitionkey": ?"([^"]+)"')
_SUBJECT = re.compile(rb'"subject": ?"([^"]+)"')


def last_of(exchange: Exchange) -> int:
    """How far an answer leads its reader; of a page that was broken off, how far it would have led.

    Facts that a filter left out are passed, too.
    """
    if is_stream(exchange):
        return max(map(int, _SENT.findall(exchange.answer)), default=0)
    return int((exchange.document or {}).get("next", 0))


def told_in(exchange: Exchange) -> set[str]:
    """What the facts of an answer are about."""
    found = _KEY.findall(exchange.answer) + _SUBJECT.findall(exchange.answer)
    return {one.decode() for one in found}


def is_stream(exchange: Exchange) -> bool:
    """Whether an answer is a stream of server-sent events."""
    return exchange.headers.get("content-type", "").startswith("text/event-stream")


def begun_at(exchange: Exchange) -> int | None:
    """After which position the client asked; None for `latest`, and what is no position."""
    given = exchange.asked.headers.get("last-event-id") or exchange.asked.parameter("after") or "0"
    return int(given) if given.isdigit() else None
