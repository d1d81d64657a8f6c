"""Beginning a visit with an API key, or in a demonstration with that of a role; ending it."""

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from contracts.reference.roles import roles
from gateway.web.door import Refused
from gateway.web.visit import Answered, Moved, Page, Visit
from gateway.web.visitor import Visitor


def demo_keys(file: Path | None) -> dict[str, str]:
    """The demonstration's keys by the name of their role; none in production, where no file is named."""
    return json.loads(file.read_text()) if file and file.exists() else {}


def _demo(visit: Visit) -> dict[str, str]:
    return demo_keys(visit.request.app.state.settings.demo_keys)


async def show(visit: Visit) -> Answered:
    """Who one may enter as."""
    return Page("login.html", {"roles": list(_demo(visit)), "wrong": False, "onward": visit.query.get("to", "")})


async def enter(visit: Visit) -> Answered:
    """Begin a visit, and go on where one came from."""
    key = _demo(visit).get(str(visit.form.get("role", "")), "") or str(visit.form.get("key", "")).strip()
    try:
        principal = await replace(visit.api, key=key).get("/principal")
    except (Refused, UnicodeEncodeError):
        return Page("login.html", {"roles": list(_demo(visit)), "wrong": True, "onward": visit.back()}, 422)
    return Moved(
        visit.back(), Visitor(key, role_of(principal["scopes"]), principal["client"], principal["organisation"])
    )


def role_of(scopes: Iterable[str]) -> str:
    """The role that carries exactly these scopes; operators' where none does."""
    wanted = frozenset(scopes)
    return next((role.code for role in roles().values() if role.scopes == wanted), "operator")


async def leave(visit: Visit) -> Answered:
    """End the visit."""
    return Moved(visit.link("/"), leaves=True)
