"""What a sealed piece is bound to, so that a copy of it opens nowhere else."""

import unicodedata
from dataclasses import dataclass

from .encoding import framed
from .refusals import ContextUnfit


@dataclass(frozen=True)
class Context:
    """Where a piece belongs. Sealer and opener must say the same, or it does not open."""

    tender: str
    """Identifier of the tender."""
    phase: str
    """Code of the phase that receives it: candidatures, offers, …"""
    lots: tuple[int, ...]
    """The lots that it is about; none where it is about the whole bid. Their order is no matter."""
    bidder: str
    """Identifier of the bidder."""
    kind: str
    """Code of what the piece is: price schedule, technical offer, …"""
    name: str
    """File name, without any folder."""

    def __post_init__(self) -> None:
        for word in (self.tender, self.phase, self.bidder, self.kind, self.name):
            if not word or not word.isprintable():
                raise ContextUnfit(f"{word!r} is empty, or has characters that do not print")
        if self.name in (".", "..") or set(self.name) & set("/\\"):
            raise ContextUnfit(f"{self.name!r} is a path, not a name")
        if any(lot < 1 for lot in self.lots):
            raise ContextUnfit("lots are numbered from 1")

    def canonical(self) -> bytes:
        """The only writing of it: six UTF-8 words in Unicode's form NFC, each behind its length."""
        lots = ",".join(str(lot) for lot in sorted(set(self.lots)))
        words = (self.tender, self.phase, lots, self.bidder, self.kind, self.name)
        return framed(*(unicodedata.normalize("NFC", word).encode() for word in words))
