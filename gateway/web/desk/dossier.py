"""The documents of a call: adding files to a draft, and those that an amendment brings."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from http import HTTPStatus

from starlette.datastructures import FormData

from contracts.reference.documents import document_types
from gateway.web import acting
from gateway.web.desk import tender
from gateway.web.door import Refused
from gateway.web.forms import FORM_BYTES, Multipart, Part
from gateway.web.visit import Answered, Moved, Visit

MOST_BYTES = document_types().largest + FORM_BYTES
"""The largest form with a file."""
_OTHER = "application/octet-stream"
_MENDED = frozenset(
    {
        HTTPStatus.CONFLICT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)
"""Refusals of a file that another file may not meet."""


async def add(visit: Visit) -> Answered:
    """Add the files of the form to a draft, each under its name; the same name again is its next version."""
    sent, wrong = await received(visit)
    if wrong:
        return await tender.page(sent, "documents", wrong, 422)
    return Moved(sent.link(f"/desk/tenders/{sent.given('id')}", done="documents"))


async def received(visit: Visit, *, amending: bool = False) -> tuple[Visit, acting.Wrong]:
    """The visit with the fields of its form, and why a file of it was not kept.

    The fields come before the files, which are passed on as they come. Raises `Refused` once the whole form is read.
    """
    fields: dict[str, str] = {}
    refused: Refused | None = None
    async for part in Multipart(visit.request).parts():
        if part.filename is None:
            fields[part.name] = await part.text()
        elif part.filename and refused is None:
            refused = await _kept(visit, part, fields.get("kind"), amending=amending)
    if refused and refused.status not in _MENDED:
        raise refused
    wrong = acting.Wrong.of(refused.problem) if refused else acting.FINE
    return replace(visit, form=FormData(fields)), wrong


async def _kept(visit: Visit, part: Part, kind: str | None, *, amending: bool) -> Refused | None:
    """Why a file was not kept; None where it was."""
    name = str(part.filename)
    asked = {"name": name, "kind": kind, "amending": "true" if amending else None}
    content_type = {"content-type": _media_types().get(name.rpartition(".")[2].lower(), _OTHER)}
    answer = await visit.api.send("POST", f"/tenders/{visit.given('id')}/documents", part.content, content_type, asked)
    return None if answer.is_good else Refused(answer)


@cache
def _media_types() -> Mapping[str, str]:
    """The media type of each extension that is taken."""
    return {extension: one.media_types[0] for one in document_types().types for extension in one.extensions}
