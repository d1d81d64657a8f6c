"""Positions: what a change told, as a token by which its author, or whoever heard of it, is sure to see it."""

import re
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, unquote

from chassis.aggregate import Told
from chassis.errors import Unacceptable

HEADER = "Prenan-Position"
"""Of answers to changes: the facts that they told."""
ASKED = "prenan-min-position"
"""Of reads: the facts that the answer must have taken in."""
MOST = 8
"""Positions that a token names; of a batch that told facts of more entities, those of the last ones."""
_WRITTEN = re.compile(r"(?P<topic>[a-z][a-z0-9.]{0,99})/(?P<subject>[^/@,\s]{1,300})@(?P<version>[1-9][0-9]{0,17})")


class PositionUnreadable(Unacceptable):
    """This is not a position: send what a change answered in Prenan-Position, as it was."""


@dataclass(frozen=True)
class Position:
    """A fact by its entity: the `version`th of `subject` in `topic`. Every later fact of the entity includes it."""

    topic: str
    subject: str
    version: int

    def __str__(self) -> str:
        return f"{self.topic}/{quote(self.subject, safe='')}@{self.version}"

    @classmethod
    def read(cls, written: str) -> Self:
        """The position that was written; raises `PositionUnreadable`."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise PositionUnreadable(position=written[:300])
        return cls(found["topic"], unquote(found["subject"]), int(found["version"]))


def written(positions: Iterable[Position]) -> str:
    """A token of several positions."""
    return ",".join(map(str, positions))


def read(token: str) -> tuple[Position, ...]:
    """The positions of a token; raises `PositionUnreadable`."""
    parts = token.split(",")
    if len(parts) > 2 * MOST:
        raise PositionUnreadable(most=2 * MOST)
    return tuple(Position.read(part) for part in parts)


@dataclass
class Noted:
    """What the request that is being answered told so far in `topics`, those that everybody may read."""

    topics: frozenset[str]
    _last: dict[tuple[str, str], Position] = field(default_factory=dict)

    def note(self, facts: Sequence[Told]) -> None:
        """Facts were told: the last one of each procedure, supplier or request stands for those before it."""
        for told in facts:
            if told.topic in self.topics:
                self._last.pop((told.topic, told.key), None)
                self._last[told.topic, told.key] = Position(told.topic, told.subject, told.version)

    def token(self) -> str:
        """The token of what was told; empty where nothing was."""
        return written(list(self._last.values())[-MOST:])


noted: ContextVar[Noted | None] = ContextVar("noted", default=None)
"""What the request that is being answered told; None where no request is."""


def headers() -> dict[str, str]:
    """The header of an answer to a change; none where nothing was told that everybody may read."""
    told = noted.get()
    token = told.token() if told else ""
    return {HEADER: token} if token else {}
