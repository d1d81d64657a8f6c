"""Telling what a file is by its content, whatever it claims."""

import re
from pathlib import PurePosixPath

import puremagic

from chassis.file_type import ContentContradictsType, DocumentEmpty, DocumentTypeNotTaken
from contracts.reference.documents import DocumentType, by_media_type

HEAD_BYTES = 8192
"""How much of a file is looked at in order to recognise it."""
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MIMETYPE_AT = 30


def essence(media_type: str) -> str:
    """A media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def claimed(claim: str, name: str) -> DocumentType:
    """The type that a file claims by its media type and its name, which must not contradict each other."""
    kind = by_media_type().get(claim)
    if kind is None:
        said = claim or "of no type"
        raise DocumentTypeNotTaken(f"The file claims to be {said}", claimed=claim, taken=sorted(by_media_type()))
    extension = PurePosixPath(name).suffix.lower().removeprefix(".")
    if extension not in kind.extensions:
        raise contradiction(claim, f"named .{extension}")
    return kind


def must_look_like(kind: DocumentType, head: bytes, claim: str) -> None:
    """Refuse a file whose first bytes are not of the type it claims."""
    if not head:
        raise DocumentEmpty
    fits = _has_signature(kind, head) if kind.signature else _is_text(kind, head)
    if not fits:
        raise contradiction(claim, found(head))


def contradiction(claim: str, content: str) -> ContentContradictsType:
    """The refusal that says both."""
    return ContentContradictsType(f"It claims to be {claim}, and is {content}", claimed=claim, found=content)


def found(head: bytes) -> str:
    """The best guess at what the first bytes belong to."""
    guesses = [guess for guess in _guesses(head) if guess.mime_type]
    if guesses:
        return str(guesses[0].mime_type)
    return "unknown binary content" if _NOT_IN_TEXT.search(head) else "text/plain"


def _guesses(head: bytes) -> list[puremagic.PureMagicWithConfidence]:
    try:
        return puremagic.magic_string(head)
    except puremagic.PureError:
        return []


def _has_signature(kind: DocumentType, head: bytes) -> bool:
    known = any(guess.extension == f".{kind.signature}" for guess in _guesses(head))
    said = f"mimetype{kind.media_types[0]}".encode()
    return known and (not kind.mimetype or head[_MIMETYPE_AT : _MIMETYPE_AT + len(said)] == said)


def _is_text(kind: DocumentType, head: bytes) -> bool:
    is_text = _NOT_IN_TEXT.search(head) is None
    return is_text and head.lstrip(_MARKS).startswith((kind.begins or "").encode())
