"""A share on its way to its holder, and at rest: only the holder's private key opens it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .encoding import framed, raw, text
from .key import OpeningKey, SealKey
from .refusals import SealBroken, ShareBroken, ShareForeign
from .share import Share

_PURPOSE = b"prenan key share 1"


@dataclass(frozen=True)
class SealedShare:
    """A share sealed to the key of a committee member: what a database may hold."""

    key_id: str
    index: int
    needed: int
    holder: str
    """Identifier of the member's own key."""
    ciphertext: bytes = field(repr=False)

    @property
    def _info(self) -> bytes:
        numbers = bytes([self.index, self.needed])
        return framed(_PURPOSE, self.key_id.encode(), numbers, self.holder.encode())

    @classmethod
    def seal(cls, share: Share, holder: SealKey) -> "SealedShare":
        """The share, readable by this holder alone."""
        bare = cls(share.key_id, share.index, share.needed, holder.key_id, b"")
        return cls(share.key_id, share.index, share.needed, holder.key_id, holder.wrap(share.value, bare._info))

    def open(self, key: OpeningKey) -> Share:
        """The share, by its holder."""
        if key.seal_key.key_id != self.holder:
            raise ShareForeign(f"the share was sealed to the key {self.holder}, not to {key.seal_key.key_id}")
        try:
            value = key.unwrap(self.ciphertext, self._info)
        except SealBroken as flaw:
            raise ShareBroken("the sealed share was altered") from flaw
        return Share(self.key_id, self.index, self.needed, value)

    def to_json(self) -> dict[str, str | int]:
        """`{key_id, index, needed, holder, ciphertext}`."""
        numbers = {"index": self.index, "needed": self.needed}
        return {"key_id": self.key_id, **numbers, "holder": self.holder, "ciphertext": text(self.ciphertext)}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "SealedShare":
        """The sealed share of such a document."""
        try:
            ciphertext = raw(document["ciphertext"])
            share = cls(document["key_id"], document["index"], document["needed"], document["holder"], ciphertext)
            assert share._info
        except (KeyError, TypeError, ValueError, AttributeError) as flaw:
            raise ShareBroken(f"this is no sealed share: {flaw}") from flaw
        return share
