"""Which positions of the feed an answer gave, by page or stream, whole or broken off."""

import re

from deploy.cli.conformance.exchange import Exchange

_PLACED = re.compile(rb'"position": ?(\d+)')
_SENT = re.compile(rb"^id: ?(\d+)\r?$", re.MULTILINE)
_KEY = re.compile(rb'"partitionkey": ?"([^"]+)"')
_SUBJECT = re.compile(rb'"subject": ?"([^"]+)"')


def given_by(exchange: Exchange) -> list[int]:
    """The positions of the facts in an answer; of one that was broken off, those of all that it would have held."""
    found = _SENT.findall(exchange.answer) if is_stream(exchange) else _PLACED.findall(exchange.answer)
    return [int(one) for one in found]


def last_of(exchange: Exchange) -> int:
    """How far an answer led its reader: facts that a filter left out are passed, too."""
    document = {} if is_stream(exchange) else exchange.document or {}
    return max([*given_by(exchange), int(document.get("next", 0))])


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
