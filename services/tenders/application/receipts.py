"""Receipts: what each bid's depositor is told, signed at once."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chassis.journal_key import JournalKey
from contracts.sealing import Party, Receipt, SigningKey, VerifyingKey
from contracts.sealing import SealedPiece as Piece
from services.tenders.domain.bid import Bid, name_of
from services.tenders.domain.tender import Tender

_SEED_BYTES = 32
_BASE64_GROUP = 4


@dataclass(frozen=True)
class ReceiptKeys:
    """The key that signs receipts, and the public keys of those that did before it."""

    present: SigningKey
    earlier: tuple[VerifyingKey, ...] = ()

    @classmethod
    def of(cls, secret: str, journal: str | None = None, retired: Iterable[Mapping[str, str]] = ()) -> "ReceiptKeys":
        """The installation's key, which signs its journal too; without one, the key that follows from its secret.

        Raises `UnusableKey`, `KeyUnfit`.
        """
        derived = SigningKey(HKDF(SHA256(), _SEED_BYTES, salt=None, info=b"prenan receipt key").derive(secret.encode()))
        before = tuple(map(VerifyingKey.from_jwk, retired))
        if journal is None:
            return cls(derived, before)
        return cls(SigningKey.from_pem(JournalKey.of(journal).pem), (derived.verifying_key, *before))

    def signer(self, receipt: str) -> VerifyingKey:
        """The key that signed a receipt, by the name in its header; the present one where that is unknown."""
        header = receipt.split(".", 1)[0]
        padded = header + "=" * (-len(header) % _BASE64_GROUP)
        named = json.loads(urlsafe_b64decode(padded))["kid"]
        return next((key for key in self.earlier if key.key_id == named), self.present.verifying_key)


def receipt_of(bid: Bid, tender: Tender, name: str) -> Receipt:
    """What the platform says that it received (accusé de réception): arrêté of 22 March 2019, annex 8."""
    return Receipt(
        receipt_id=str(bid.id),
        depositor=Party(name_of(bid.bidder), name),
        buyer=Party(f"SIRET:{tender.terms.buyer}", tender.terms.buyer),
        tender_id=str(tender.id),
        title=tender.terms.title,
        subject_matter="; ".join(tender.lot(number).title for number in bid.lots),
        phase=bid.phase,
        lots=bid.lots,
        received_at=bid.received_at,
        late=bid.is_late,
        pieces=tuple(Piece(one.name, one.kind, one.lots, one.size, one.sha256) for one in bid.pieces),
    )
