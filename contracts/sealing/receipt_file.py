"""The file that a depositor keeps: one JSON document with the receipt, its time stamp and the key that signed."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .receipt import Receipt
from .refusals import ReceiptBroken
from .signature import SigningKey, VerifyingKey

FORMAT = "prenan-receipt/1"


@dataclass(frozen=True)
class ReceiptFile:
    """A signed receipt, and what is needed to check it."""

    jws: str
    key: VerifyingKey
    """The key that signed; that it is the platform's has to be known from elsewhere."""
    stamp: bytes | None = None
    """TimeStampResp (RFC 3161) over the SHA-256 of the ASCII bytes of the JWS; none while no authority answered."""

    @classmethod
    def issue(cls, receipt: Receipt, key: SigningKey) -> "ReceiptFile":
        """A receipt, signed and not yet stamped."""
        return cls(receipt.sign(key), key.verifying_key)

    @property
    def stamped(self) -> bytes:
        """The bytes that a time stamp is about."""
        return self.jws.encode("ascii")

    def with_stamp(self, stamp: bytes) -> "ReceiptFile":
        """The same receipt with its time stamp."""
        return replace(self, stamp=stamp)

    def to_json(self) -> dict[str, Any]:
        """`{format, receipt, timestamp, key}`."""
        stamp = None if self.stamp is None else b64encode(self.stamp).decode()
        return {"format": FORMAT, "receipt": self.jws, "timestamp": stamp, "key": self.key.to_jwk()}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "ReceiptFile":
        """The receipt file of such a document."""
        try:
            if document["format"] != FORMAT or not document["receipt"].isascii():
                raise ReceiptBroken(f"it is no receipt file of the format {FORMAT}")
            stamp = document["timestamp"]
            key = VerifyingKey.from_jwk(document["key"])
            return cls(document["receipt"], key, None if stamp is None else b64decode(stamp, validate=True))
        except (KeyError, TypeError, ValueError, AttributeError) as flaw:
            raise ReceiptBroken(f"it is no receipt file: {flaw}") from flaw
