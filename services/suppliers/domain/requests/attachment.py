"""The files that go with a sourcing request, the same for everybody that is asked."""

from typing import Annotated

from pydantic import Field, StringConstraints

from chassis.errors import Conflict, NotFound
from contracts.vocabulary import FileName, Instant, Text, Word

MOST = 20
"""Files of a request."""


class AttachmentNotFound(NotFound):
    """The request has no such file."""


class AttachmentsFull(Conflict):
    """The request has as many files as it takes."""


class Attachment(Word):
    """A file of a request (pièce jointe); `stored_as` is what the storage calls it."""

    name: FileName
    media_type: Text
    size: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    stored_as: str
    added_at: Instant


Attachments = tuple[Attachment, ...]
"""By name."""


def among(attachments: Attachments, name: str) -> Attachment:
    """The file of this name; raises `AttachmentNotFound`."""
    found = next((one for one in attachments if one.name == name), None)
    if found is None:
        raise AttachmentNotFound(name=name)
    return found


def joined(attachments: Attachments, new: Attachment) -> Attachments:
    """With another file, which takes the place of one of its name; raises `AttachmentsFull`."""
    others = tuple(one for one in attachments if one.name != new.name)
    if len(others) >= MOST:
        raise AttachmentsFull(most=MOST)
    return tuple(sorted((*others, new), key=lambda one: one.name))
