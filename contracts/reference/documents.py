"""Which files may be part of a consultation, as data."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import Field, model_validator

from contracts.reference.document import Document, Labelled, Record, read
from contracts.vocabulary import Text

MEGABYTE = 1_000_000
Megabytes = Annotated[int, Field(ge=1, le=10_000)]


class DocumentType(Labelled):
    """A type of file: what it may claim to be, what its content must look like, and its size where it has its own."""

    media_types: tuple[Text, ...]
    extensions: tuple[Text, ...]
    signature: Text | None = None
    begins: Text | None = None
    holds: Text | None = None
    mimetype: bool = False
    megabytes: Megabytes | None = None

    @property
    def is_archive(self) -> bool:
        """Whether it is a ZIP container."""
        return self.signature == "zip"


class ArchiveLimits(Record):
    """What an archive may hold: how many members, how many times its own size unpacked, how much unpacked."""

    entries: Annotated[int, Field(ge=1)]
    ratio: Annotated[int, Field(ge=1)]
    megabytes: Megabytes


class DocumentTypes(Document):
    """Every type that is taken; `megabytes` (10^6 bytes) limits those that do not say otherwise."""

    megabytes: Megabytes
    archives: ArchiveLimits
    types: tuple[DocumentType, ...]

    @model_validator(mode="after")
    def _one_meaning(self) -> "DocumentTypes":
        claims = [claim for one in self.types for claim in one.media_types]
        if len(claims) != len(set(claims)):
            msg = "a media type stands for one type of file"
            raise ValueError(msg)
        return self

    def limit(self, kind: DocumentType) -> int:
        """The most bytes that a file of this type may have."""
        return (kind.megabytes or self.megabytes) * MEGABYTE

    @property
    def largest(self) -> int:
        """The most bytes that any file may have."""
        return max(self.limit(kind) for kind in self.types)


@cache
def document_types() -> DocumentTypes:
    """The types that are taken."""
    return read("documents.yaml", DocumentTypes)


@cache
def by_media_type() -> Mapping[str, DocumentType]:
    """The type that each media type claims."""
    return {claim: one for one in document_types().types for claim in one.media_types}
