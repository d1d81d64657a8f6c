"""Files of forms: each is passed on to the API as it comes, under its name, and never held whole."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import cache
from http import HTTPStatus

from starlette.datastructures import FormData

from contracts.reference.documents import document_types
from gateway.web import acting
from gateway.web.door import Answer, Refused
from gateway.web.forms import FORM_BYTES, Multipart, Part
from gateway.web.visit import Visit

Keep = Callable[[Part, Mapping[str, str]], Awaitable[Answer]]
"""Sends a file where it is kept, knowing the fields that came before it."""
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


async def received(visit: Visit, keep: Keep) -> tuple[Visit, acting.Wrong]:
    """The visit with the fields of its form, and why a file of it was not kept.

    The fields come before the files, which are passed on as they come. Raises `Refused` once the whole form is read.
    """
    fields: dict[str, str] = {}
    refused: Refused | None = None
    async for part in Multipart(visit.request).parts():
        if part.filename is None:
            fields[part.name] = await part.text()
        elif part.filename and refused is None:
            answer = await keep(part, fields)
            refused = None if answer.is_good else Refused(answer)
    if refused and refused.status not in _MENDED:
        raise refused
    wrong = acting.Wrong.of(refused.problem) if refused else acting.FINE
    return replace(visit, form=FormData(fields)), wrong


def content_type(name: str) -> dict[str, str]:
    """The header that says what a file of this name is."""
    return {"content-type": _media_types().get(name.rpartition(".")[2].lower(), _OTHER)}


@cache
def _media_types() -> Mapping[str, str]:
    """The media type of each extension that is taken."""
    return {extension: one.media_types[0] for one in document_types().types for extension in one.extensions}
