"""Sealing of bids: what nobody opens before k of n committee members do, and the receipt of what was sealed.

The format is docs/sealing.md. This folder needs the standard library and `cryptography` alone (and `rfc3161-client` in
order to check time stamps), and its modules name each other relatively: whoever seals bids may copy it as it is.
"""

from .context import Context
from .files import PlainFile, seal_files, unseal_files
from .header import Header
from .key import OpeningKey, SealKey
from .manifest import Manifest, SealedPiece
from .piece import Opener, Sealer, plain_size, sealed_size
from .receipt import Party, Receipt
from .receipt_file import ReceiptFile
from .refusals import (
    ContextUnfit,
    KeyUnfit,
    ManifestBroken,
    NotSealed,
    ReceiptBroken,
    SealBroken,
    SealingRefusal,
    ShareBroken,
    ShareForeign,
    SharesInsufficient,
    WrongKey,
)
from .sealed_share import SealedShare
from .share import Share, join, split
from .signature import SigningKey, VerifyingKey
from .streams import seal, seal_stream, unseal, unseal_stream
from .suite import HYBRID, X25519, Suite
from .verdict import Finding, Verdict, verify

__all__ = [
    "HYBRID",
    "X25519",
    "Context",
    "ContextUnfit",
    "Finding",
    "Header",
    "KeyUnfit",
    "Manifest",
    "ManifestBroken",
    "NotSealed",
    "Opener",
    "OpeningKey",
    "Party",
    "PlainFile",
    "Receipt",
    "ReceiptBroken",
    "ReceiptFile",
    "SealBroken",
    "SealKey",
    "SealedPiece",
    "SealedShare",
    "Sealer",
    "SealingRefusal",
    "Share",
    "ShareBroken",
    "ShareForeign",
    "SharesInsufficient",
    "SigningKey",
    "Suite",
    "Verdict",
    "VerifyingKey",
    "WrongKey",
    "join",
    "plain_size",
    "seal",
    "seal_files",
    "seal_stream",
    "sealed_size",
    "split",
    "unseal",
    "unseal_files",
    "unseal_stream",
    "verify",
]
