"""Pieces, contexts and receipts for the tests of sealing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from contracts.sealing import Context, OpeningKey, Party, Receipt, SealedPiece, seal, unseal

CONTEXT = Context("tender-1", "offers", (1, 2), "35600000000048", "price-schedule", "prix.pdf")
RECEIVED = datetime.now(UTC)


@cache
def a_key() -> OpeningKey:
    """One key for tests that need no other."""
    return OpeningKey.generate()


def sealed(plain: bytes, key: OpeningKey | None = None, context: Context = CONTEXT) -> bytes:
    """The sealed piece of these bytes."""
    return b"".join(seal([plain], (key or a_key()).seal_key, context))


def opened(piece: bytes, key: OpeningKey | None = None, context: Context = CONTEXT) -> bytes:
    """What a sealed piece holds."""
    return b"".join(unseal([piece], key or a_key(), context))


def cut(data: bytes, sizes: Iterable[int]) -> list[bytes]:
    """The same bytes, in parts of these sizes and a last one with the rest."""
    parts = []
    for size in sizes:
        parts.append(data[:size])
        data = data[size:]
    return [*parts, data]


def a_receipt(content: bytes = b"sealed", **changes: Any) -> Receipt:
    """A receipt of one piece."""
    piece = SealedPiece("prix.pdf", "price-schedule", (1,), len(content), sha256(content).hexdigest())
    receipt = Receipt(
        receipt_id="r-1",
        depositor=Party("35600000000048", "La Poste"),
        buyer=Party("23350001600040", "Région Bretagne"),
        tender_id="tender-1",
        title="Papier recyclé",
        subject_matter="Fourniture de papier aux lycées",
        phase="offers",
        lots=(1,),
        received_at=RECEIVED,
        late=False,
        pieces=(piece,),
    )
    return replace(receipt, **changes)
