"""The files of sourcing requests as they are shown."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel

from services.suppliers.domain.requests.attachment import Attachment


class AttachmentResource(BaseModel):
    """A file of a request: `size` in bytes, `sha256` in hex.

    Its content is at `attachments/{name}` under the request, for those who are asked under its invitation.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    added_at: datetime

    @classmethod
    def of(cls, attachment: Attachment) -> Self:
        """The document of a file."""
        return cls(**{name: getattr(attachment, name) for name in cls.model_fields})
