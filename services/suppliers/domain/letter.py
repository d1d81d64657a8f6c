"""A letter as it is written, before it waits for the mail."""

from dataclasses import dataclass
from uuid import UUID

PAGE = "/fr"
"""What the path of a thing begins with where people read it: letters are for people, and in French."""
ENDING = f"{PAGE}/unsubscribe"
"""What the path that ends letters begins with where people open it: a page with a button."""


@dataclass(frozen=True)
class Draft:
    """A letter `about` something to one `recipient`; its cause is the same whenever it is written: it is sent once."""

    about: UUID
    recipient: UUID
    email: str
    cause: str
    subject: str
    text: str
