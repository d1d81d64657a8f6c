"""Composed answers, declared: a document and its parts, each required or optional, each with its own time budget."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from chassis.auth import Principal, ScopeMissing, Unauthenticated
from chassis.errors import Unacceptable

Document = Mapping[str, Any]
Shape = str | dict[str, Any]
"""A JSON schema, or the name of one in the public document: `suppliers.CertificatePage`."""


class IncludeUnknown(Unacceptable):
    """`include` names a part that this answer does not have."""


@dataclass(frozen=True)
class Ask:
    """One read that a part is made of, and the tags of what it shows; without tags it may not be kept."""

    target: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Subject:
    """What an answer is about: the names in its path, its query, its document, and who asks for it."""

    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    document: Document = field(default_factory=dict)
    caller: Principal | None = None
    token: str = ""
    """The signed principal, for parts that not everybody may see."""


def alone(bodies: Mapping[str, bytes]) -> bytes:
    """What the only read of a part gave, or null where there was nothing to read."""
    return next(iter(bodies.values()), b"null")


@dataclass(frozen=True)
class Part:
    """A member of a composed answer, made from reads of one service; what is not there at all (404) is null.

    `budget` is in seconds, for all its reads together; they are made side by side. A part with a `scope` is read in the
    name of the caller, and kept for nobody.
    """

    name: str
    service: str
    budget: float
    asks: Callable[[Subject], Mapping[str, Ask]]
    join: Callable[[Mapping[str, bytes]], bytes] = alone
    shape: Shape = field(default_factory=dict)
    is_required: bool = False
    scope: str | None = None
    is_by_default: bool = True
    """False leaves it to those who ask for it by name."""

    def is_for(self, caller: Principal | None) -> bool:
        """Whether a caller may see it."""
        return self.scope is None or (caller is not None and self.scope in caller.scopes)

    def must_be_for(self, caller: Principal | None) -> None:
        """Raise `Unauthenticated` or `ScopeMissing` unless a caller may see it."""
        if not self.is_for(caller):
            if caller is None:
                raise Unauthenticated(f"The part {self.name} needs an API key: Authorization: Bearer prn_live_…")
            raise ScopeMissing(f"The part {self.name} needs the scope {self.scope}", scope=self.scope)


@dataclass(frozen=True)
class Root:
    """The document that an answer begins with, required within `budget` seconds: its service and path template."""

    service: str
    budget: float
    template: str
    shape: str

    def target(self, path: Mapping[str, str]) -> str:
        """Where it is read."""
        return self.template.format(*(quote(one, safe=":/") for one in path.values()))


@dataclass(frozen=True)
class Composition:
    """The parts of an answer, and the document they are added to, where there is one; `name` is that of its schema."""

    name: str
    parts: tuple[Part, ...]
    root: Root | None = None

    def chosen(self, include: str | None, caller: Principal | None) -> tuple[Part, ...]:
        """The parts that were asked for by name; else all that the caller may see, but for those left to be asked for.

        Raises `IncludeUnknown`, and for a restricted part that is asked for `Unauthenticated` or `ScopeMissing`.
        """
        if include is None:
            return tuple(part for part in self.parts if part.is_by_default and part.is_for(caller))
        names, known = set(filter(None, include.split(","))), [part.name for part in self.parts]
        if unknown := names.difference(known):
            raise IncludeUnknown(f"Not a part of this answer: {', '.join(sorted(unknown))}", parts=known)
        asked = tuple(part for part in self.parts if part.name in names or part.is_required)
        for part in asked:
            part.must_be_for(caller)
        return asked
