"""What anybody may do about a call without a key: ask its buyer, and take its documents by name."""

import hashlib
from http import HTTPStatus
from typing import Any

import orjson

from gateway.web.door import Answer, Refused
from gateway.web.marketplace import tender
from gateway.web.visit import Answered, Moved, Page, Visit

_MENDED = (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.CONFLICT)
"""What the reader is told beside the form."""


async def show(visit: Visit) -> Answered:
    """The forms are on the page of the call."""
    return Moved(visit.link(f"/tenders/{visit.given('id')}"))


async def ask(visit: Visit) -> Answered:
    """Ask the buyer; the address that follows shows the asker the answer, whoever else is told."""
    said = {"text": _said(visit, "text"), "email": _said(visit, "email")}
    answer = await _sent(visit, "questions", said)
    if isinstance(answer, Page):
        return answer
    path = f"/tenders/{visit.given('id')}"
    return Moved(visit.link(path, asked=answer.document()["token"]) + "#questions")


async def take(visit: Visit) -> Answered:
    """Leave a name and an address, so as to be told when the call changes: CCP R2132-2."""
    answer = await _sent(visit, "withdrawals", {name: _said(visit, name) for name in ("siret", "name", "email")})
    if isinstance(answer, Page):
        return answer
    return Moved(visit.link(f"/tenders/{visit.given('id')}", taken="1") + "#documents")


def _said(visit: Visit, name: str) -> str | None:
    return str(visit.form.get(name, "")).strip() or None


async def _sent(visit: Visit, noun: str, said: dict[str, Any]) -> Answer | Page:
    """The answer of the API, or the page again with what was wrong."""
    if noun == "questions" and said["text"] is None:
        return await tender.page(visit, {noun: "empty"}, 422)
    try:
        path = f"/tenders/{visit.given('id')}/{noun}"
        return await visit.api.act("POST", path, said, idempotency_key=_once(path, said))
    except Refused as refused:
        if refused.status not in _MENDED:
            raise
        return await tender.page(visit, {noun: _why(visit, refused.problem)}, 422)


def _once(path: str, said: dict[str, Any]) -> str:
    """The same words sent twice are one act: a form may be sent again by a reload or a second click."""
    return hashlib.blake2b(orjson.dumps([path, said]), digest_size=16).hexdigest()


def _why(visit: Visit, problem: dict[str, Any]) -> str:
    """The key of the words for a refusal."""
    pointed = [str(one["pointer"]).rpartition("/")[2] for one in problem.get("errors") or []]
    code = str(pointed[0]) if pointed else str(problem.get("code", ""))
    return code if visit.language.has(f"wrong.{code}") else "other"
