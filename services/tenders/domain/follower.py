"""Who wants to hear of an entry of a purchase plan."""

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import StringConstraints

from chassis.errors import Unacceptable
from services.tenders.domain.buyer import ANY, Buyer

Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, to_lower=True, max_length=254, pattern=r"^[^@\s\x00]{1,64}@[^@\s\x00]+\.[^@\s\x00]+$"
    ),
]
"""An address of electronic mail, in small letters."""


class FollowerUnnamed(Unacceptable):
    """Give an e-mail address, or the key of one organisation."""


class FollowerKind(StrEnum):
    """How a follower is reached."""

    EMAIL = "email"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Follower:
    """An address or an organisation; who they are is nobody's business, only their number is public."""

    kind: FollowerKind
    address: str

    @classmethod
    def named(cls, email: str | None, by: Buyer) -> Self:
        """The address that is given, else the organisation that calls."""
        if email is not None:
            return cls(FollowerKind.EMAIL, email)
        if by.organisation in (None, ANY):
            raise FollowerUnnamed
        return cls(FollowerKind.ORGANISATION, str(by.organisation))

    def token(self, entry_id: UUID, secret: bytes) -> str:
        """What ends the following: the same however often it began, so that every message can carry it."""
        said = f"follow {entry_id} {self.kind} {self.address}".encode()
        return hmac.new(secret, said, hashlib.sha256).hexdigest()
