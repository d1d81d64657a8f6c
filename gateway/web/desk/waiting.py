"""What waits for somebody: each kind with the scope that it is for, and where to go on."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gateway.web.principal import Principal
from gateway.web.visit import Visit

MOST = 8
"""Things of a kind that are shown; behind `more` are all."""


@dataclass(frozen=True)
class Thing:
    """Something that waits: what it is called, where it is done, and what there is to know at once."""

    title: str
    path: str
    note: str = ""


@dataclass(frozen=True)
class Found:
    """The things of a kind; None where the service that knows them is away. `more` is the page that shows all.

    `none` is the word for why there are none.
    """

    things: Sequence[Thing] | None
    more: str = ""
    none: str = "none"


@dataclass(frozen=True)
class Kind:
    """A kind of thing: its words are `desk.<code>.*`, `scopes` those that it is for, any of them."""

    code: str
    scopes: tuple[str, ...]
    find: Callable[[Visit, Principal], Awaitable[Found]]


def things(page: Mapping[str, Any] | None, make: Callable[[dict[str, Any]], Thing]) -> Sequence[Thing] | None:
    """The things of a page of the API; None where there is no page."""
    return None if page is None else [make(one) for one in page["items"]]


def kinds_for(kinds: Iterable[Kind], who: Principal) -> list[Kind]:
    """The kinds that are for somebody."""
    return [kind for kind in kinds if who.may(*kind.scopes)]
