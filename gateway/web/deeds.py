"""What the forms of a page do: each with the scope it takes, when it is offered, and what it sends where."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.calendar import PARIS
from gateway.web import acting
from gateway.web.door import Answer
from gateway.web.principal import Principal
from gateway.web.visit import NoSuchPage, Visit

Body = Callable[[Visit], Any]


def nothing(_: Visit) -> None:
    """An act that needs no words."""
    return


@dataclass(frozen=True)
class Deed:
    """An act: `name` is that of its button, `scopes` who may (any of them), `states` when it is offered (none: always).

    `path` follows that of the thing of the page; `{of}` in it stands for that field, such as which question, and other
    names for parts of the address of the page.
    """

    name: str
    scopes: tuple[str, ...]
    states: frozenset[str]
    path: str
    body: Body = nothing
    method: str = "POST"


def offered(deeds: Iterable[Deed], who: Principal, state: str) -> frozenset[str]:
    """The names of what somebody may do now, as far as can be told before it is tried."""
    return frozenset(one.name for one in deeds if who.may(*one.scopes) and (not one.states or state in one.states))


async def done(visit: Visit, root: str, deeds: Iterable[Deed]) -> tuple[str, Answer | acting.Wrong]:
    """Do what the form asks; the name of the act, and what came of it."""
    name = acting.said(visit, "act")
    deed = next((one for one in deeds if one.name == name), None)
    if deed is None:
        raise NoSuchPage
    of = (acting.said(visit, "of") or "").replace("/", "")
    path = f"{root}{deed.path.format(of=of, **visit.request.path_params)}"
    return deed.name, await acting.act(visit, deed.method, path, deed.body(visit))


def words(*names: str) -> Body:
    """A body of fields as they are; those that are empty are left out."""

    def body(visit: Visit) -> Mapping[str, Any]:
        given = {name: acting.said(visit, name) for name in names}
        return {name: value for name, value in given.items() if value is not None}

    return body


def instant(visit: Visit, name: str) -> str | None:
    """A day and hour of a form, in Paris; what is none goes as it is, to be refused."""
    said = acting.said(visit, name)
    try:
        return datetime.fromisoformat(said or "").replace(tzinfo=PARIS).isoformat()
    except ValueError:
        return said


def forms_of(visit: Visit, failed: str, wrong: acting.Wrong) -> dict[str, Any]:
    """What the forms of a page are shown with: the act that was refused, of what it was, and why."""
    of = acting.said(visit, "of") or ""
    again = {"failed": failed, "of": of, "wrong": wrong, "fine": acting.FINE, "form": visit.form}
    return again | {"once": acting.once(visit)}
