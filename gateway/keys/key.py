"""The form of an API key, and what is stored of it."""

import hashlib
import hmac
import re
import secrets
import string
import zlib
from dataclasses import dataclass, field
from typing import Self

_ALPHABET = string.ascii_letters + string.digits
ID_LENGTH = 12
_SECRET_LENGTH = 32
"""190 bits of chance."""
SEED_LENGTH = 32
_FORM = re.compile(r"prn_live_([A-Za-z0-9]{12})_([A-Za-z0-9]{32})_([0-9a-f]{8})")


@dataclass(frozen=True)
class Key:
    """A key as its holder has it: `prn_live_<id>_<secret>_<crc>`.

    The checksum (CRC-32 of all before it) tells a mistyped key from a wrong one without asking the database.
    """

    id: str
    secret: str = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        """A key that nobody can guess."""
        return cls(chance(ID_LENGTH), chance(_SECRET_LENGTH))

    @classmethod
    def grown(cls, key_id: str, seed: str, pepper: str) -> Self:
        """The key of an id whose secret follows from a seed."""
        return cls(key_id, grown(f"key {key_id} {seed}", pepper, _SECRET_LENGTH))

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The key that a text is, or None where its form or its checksum is wrong."""
        match = _FORM.fullmatch(text)
        if match is None or _checksum(text.rpartition("_")[0]) != match[3]:
            return None
        return cls(match[1], match[2])

    @property
    def text(self) -> str:
        """The whole key, to be shown once."""
        body = f"prn_live_{self.id}_{self.secret}"
        return f"{body}_{_checksum(body)}"

    def digest(self, pepper: str) -> bytes:
        """What is stored of the secret: HMAC-SHA256 under the pepper."""
        return hmac.digest(pepper.encode(), self.secret.encode(), hashlib.sha256)


def chance(length: int) -> str:
    """Letters and digits that nobody can guess, six bits each."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def grown(seed: str, pepper: str, length: int) -> str:
    """The letters and digits that follow from a seed: who keeps the seed alone has nothing without the pepper."""
    number = int.from_bytes(hmac.digest(pepper.encode(), b"grown from " + seed.encode(), hashlib.sha512))
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[place])
    return "".join(letters)


def _checksum(body: str) -> str:
    return f"{zlib.crc32(body.encode()):08x}"
