"""What files are called."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


FileName = Annotated[
    str,
    StringConstraints(pattern=r"^[\p{L}\p{N}_][\p{L}\p{M}\p{N} ._,()'’+-]*\.[A-Za-z0-9]{1,10}$", max_length=150),
    AfterValidator(_composed),
]
"""A file name with its extension, without folders, quotes and control characters."""
