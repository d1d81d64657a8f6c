"""The receipt of a bid: what was received, from whom and when, signed by the platform.

It says what an acknowledgement of receipt has to say: depositor, buyer, title and subject matter of the consultation,
instant, detailed list of documents (CCP annexe 8: arrêté du 22 mars 2019, NOR ECOM1831552A, art. 2 II).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from .manifest import SealedPiece
from .refusals import ManifestBroken, ReceiptBroken
from .signature import SigningKey, VerifyingKey

TYP = "prenan-receipt+jws"
"""The type in the header of the JWS, so that nothing else the platform signs passes for a receipt."""


@dataclass(frozen=True)
class Party:
    """A depositor or a buyer."""

    identifier: str
    name: str

    def to_json(self) -> dict[str, str]:
        """`{identifier, name}`."""
        return {"identifier": self.identifier, "name": self.name}


@dataclass(frozen=True)
class Receipt:
    """What the platform says it received."""

    receipt_id: str
    depositor: Party
    buyer: Party
    tender_id: str
    title: str
    """Title of the consultation (intitulé)."""
    subject_matter: str
    """What is to be bought (objet)."""
    phase: str
    lots: tuple[int, ...]
    received_at: datetime
    """End of reception by the platform's one clock, with an offset; kept to the microsecond."""
    late: bool
    """Whether it came after the deadline: kept, and not to be opened."""
    pieces: tuple[SealedPiece, ...]

    def claims(self) -> dict[str, Any]:
        """What is signed."""
        return {
            "receipt_id": self.receipt_id,
            "depositor": self.depositor.to_json(),
            "buyer": self.buyer.to_json(),
            "tender": {"id": self.tender_id, "title": self.title, "subject_matter": self.subject_matter},
            "phase": self.phase,
            "lots": list(self.lots),
            "received_at": self.received_at.astimezone(UTC).isoformat(timespec="microseconds"),
            "late": self.late,
            "pieces": [piece.to_json() for piece in self.pieces],
        }

    @classmethod
    def of_claims(cls, claims: Mapping[str, Any]) -> "Receipt":
        """The receipt that says this."""
        try:
            tender = claims["tender"]
            return cls(
                receipt_id=claims["receipt_id"],
                depositor=Party(**claims["depositor"]),
                buyer=Party(**claims["buyer"]),
                tender_id=tender["id"],
                title=tender["title"],
                subject_matter=tender["subject_matter"],
                phase=claims["phase"],
                lots=tuple(claims["lots"]),
                received_at=datetime.fromisoformat(claims["received_at"]),
                late=claims["late"],
                pieces=tuple(map(SealedPiece.from_json, claims["pieces"])),
            )
        except (KeyError, TypeError, ValueError, ManifestBroken) as flaw:
            raise ReceiptBroken(f"the receipt does not say what a receipt says: {flaw}") from flaw

    def sign(self, key: SigningKey) -> str:
        """The receipt as a compact JWS."""
        return key.sign(self.claims(), TYP)

    @classmethod
    def signed(cls, jws: str, key: VerifyingKey) -> "Receipt":
        """The receipt of a JWS that this key must have signed."""
        return cls.of_claims(key.verified(jws, TYP))
