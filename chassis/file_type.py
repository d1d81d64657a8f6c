"""What a file claims to be and what it is."""

from chassis.errors import Refusal, Unacceptable


class DocumentTypeNotTaken(Refusal):
    """Files of this type are not taken; `taken` lists the media types that are."""

    status = 415


class ContentContradictsType(Unacceptable):
    """The content of the file is not of the type that it claims."""


class DocumentEmpty(Unacceptable):
    """The file is empty."""
