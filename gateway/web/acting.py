"""Forms that act: each once, on the version that its sender saw; what is wrong is said beside its field."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from gateway.web.door import Answer, Query, Refused
from gateway.web.visit import Visit

_MENDED = frozenset({409, 412, 422, 428})
"""Refusals that whoever sent the form can do something about."""
_BLANKS = re.compile(r"\s")
_VERSION = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Wrong:
    """Why an act was refused: the problem as a whole, and the codes of what is wrong with members, by dotted name."""

    problem: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.problem)

    def at(self, name: str) -> list[str]:
        """The codes of what is wrong with a member, or with something in it."""
        return [code for place, code in self.fields.items() if place == name or place.startswith(f"{name}.")]

    @classmethod
    def of(cls, problem: Mapping[str, Any]) -> "Wrong":
        """What a problem document says."""
        flaws = problem.get("errors") or []
        return cls(problem, {_member(str(one["pointer"])): str(one["code"]) for one in flaws})


def _member(pointer: str) -> str:
    """The dotted name of the member of a body that a flaw points at: `/body/lots/0` is `lots.0`."""
    return pointer.removeprefix("/body").strip("/").replace("/", ".")


FINE = Wrong()
"""Nothing was refused."""


def once(visit: Visit) -> str:
    """The key under which a form acts once: made when it is shown, kept when it comes again to be mended."""
    return str(visit.form.get("once") or uuid4().hex)


async def act(
    visit: Visit, method: str, path: str, body: Any = None, *, step: str = "", query: Query | None = None
) -> Answer | Wrong:
    """Do what a form asks, once, on the version it shows; that is of what its first `step` changes.

    Raises `Refused` where its sender can mend nothing.
    """
    key = hashlib.blake2b(f"{path} {step} {once(visit)}".encode(), digest_size=16).hexdigest()
    version = said(visit, "version") or ""
    shown = {"if_match": f'"{version}"'} if _VERSION.fullmatch(version) and not step else {}
    try:
        return await visit.api.act(method, path, body, query, idempotency_key=key, **shown)
    except Refused as refused:
        if refused.status not in _MENDED:
            raise
        return Wrong.of(refused.problem)


def said(visit: Visit, name: str) -> str | None:
    """What a field says; None where it is empty."""
    return str(visit.form.get(name, "")).strip() or None


def money(text: str | None) -> dict[str, str] | None:
    """A sum as people write it, `150 000,50 €`, as the API takes it; what is no sum goes as it is, to be refused."""
    return {"amount": _BLANKS.sub("", text).removesuffix("€").replace(",", ".")} if text else None


def lines(text: str | None) -> list[str]:
    """The lines of a field that say something."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
