"""What a deposit consists of: the sealed pieces, by name, size and hash."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .context import Context
from .refusals import ManifestBroken


@dataclass(frozen=True)
class SealedPiece:
    """A sealed piece as it was sent and received."""

    name: str
    kind: str
    lots: tuple[int, ...]
    """The lots that it is about; none where it is about the whole bid."""
    size: int
    """Bytes of the sealed piece."""
    sha256: str
    """Hash of the sealed piece, in hexadecimal."""

    def to_json(self) -> dict[str, Any]:
        """`{name, kind, lots, size, sha256}`."""
        return {
            "name": self.name,
            "kind": self.kind,
            "lots": list(self.lots),
            "size": self.size,
            "sha256": self.sha256,
        }

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "SealedPiece":
        """The piece of such a document."""
        try:
            lots = tuple(document["lots"])
            return cls(document["name"], document["kind"], lots, document["size"], document["sha256"])
        except (KeyError, TypeError, AttributeError) as flaw:
            raise ManifestBroken(f"a piece lacks {flaw}") from flaw


@dataclass(frozen=True)
class Manifest:
    """All that a deposit says of its pieces, and all that opening them needs beside the key."""

    tender: str
    phase: str
    bidder: str
    key_id: str
    pieces: tuple[SealedPiece, ...]

    def context(self, piece: SealedPiece) -> Context:
        """What a piece of this deposit is bound to."""
        return Context(self.tender, self.phase, piece.lots, self.bidder, piece.kind, piece.name)

    def to_json(self) -> dict[str, Any]:
        """`{tender, phase, bidder, key_id, pieces}`."""
        words = {"tender": self.tender, "phase": self.phase, "bidder": self.bidder, "key_id": self.key_id}
        return {**words, "pieces": [piece.to_json() for piece in self.pieces]}

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> "Manifest":
        """The manifest of such a document."""
        try:
            pieces = tuple(map(SealedPiece.from_json, document["pieces"]))
            return cls(document["tender"], document["phase"], document["bidder"], document["key_id"], pieces)
        except (KeyError, TypeError, AttributeError) as flaw:
            raise ManifestBroken(f"the manifest lacks {flaw}") from flaw
