"""What a receipt proves, in words, without asking anyone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from cryptography.x509 import Certificate

from .files import read
from .manifest import SealedPiece
from .receipt import Receipt
from .receipt_file import ReceiptFile
from .refusals import ReceiptBroken
from .signature import VerifyingKey
from .stamp import stamped_at

CLOCKS_APART = timedelta(minutes=1)
"""How far the clocks of the platform and of the authority may differ."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    subject: str
    """`signature`, `time stamp`, or the name of a piece."""
    holds: bool | None
    """`None` where it could not be checked with what was given."""
    words: str


@dataclass(frozen=True)
class Verdict:
    """All that was looked at, and the receipt where its signature holds."""

    receipt: Receipt | None
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether a trusted key signed the receipt and nothing that was looked at contradicts it."""
        return self.findings[0].holds is True and all(finding.holds is not False for finding in self.findings)


def verify(
    file: ReceiptFile,
    trusted_keys: Collection[VerifyingKey],
    tsa_roots: Collection[Certificate],
    pieces: Path | None = None,
) -> Verdict:
    """What holds of a receipt: signature, time stamp and, given the folder of the sealed pieces, each piece's hash."""
    try:
        receipt = Receipt.signed(file.jws, file.key)
    except ReceiptBroken as flaw:
        return Verdict(None, (Finding("signature", False, f"The receipt is not authentic: {flaw}."),))
    findings = [_signer(file, trusted_keys), _stamp(file, receipt, tsa_roots)]
    if pieces is not None:
        found = {_hash(path) for path in sorted(pieces.rglob("*")) if path.is_file()}
        findings += [_piece(piece, found) for piece in receipt.pieces]
    return Verdict(receipt, tuple(findings))


def _signer(file: ReceiptFile, trusted_keys: Collection[VerifyingKey]) -> Finding:
    name = file.key.key_id
    if not trusted_keys:
        words = f"Signed by the key {name}; whose key that is was not checked, as no trusted key was given."
        return Finding("signature", None, words)
    if file.key not in trusted_keys:
        return Finding("signature", False, f"Signed by the key {name}, which is not one that you trust.")
    return Finding("signature", True, f"Signed by the key {name}, which you trust; not a character was changed.")


def _stamp(file: ReceiptFile, receipt: Receipt, roots: Collection[Certificate]) -> Finding:
    subject = "time stamp"
    if file.stamp is None:
        return Finding(subject, None, "Not stamped yet: the instant is the platform's word alone.")
    if not roots:
        return Finding(subject, None, "Stamped; not checked, as no certificate of an authority was given.")
    try:
        instant = stamped_at(file.stamp, file.stamped, roots)
    except ReceiptBroken as flaw:
        return Finding(subject, False, f"{str(flaw).capitalize()}.")
    if instant < receipt.received_at - CLOCKS_APART:
        words = f"Stamped at {instant.isoformat()}, before the bid was received: one of the two instants is wrong."
        return Finding(subject, False, words)
    return Finding(subject, True, f"The receipt existed at {instant.isoformat()}, by an authority that you trust.")


def _piece(piece: SealedPiece, found: Collection[str]) -> Finding:
    if piece.sha256 in found:
        return Finding(piece.name, True, "Among the files, byte for byte what was received.")
    return Finding(piece.name, False, f"None of the files has its SHA-256, {piece.sha256}: altered or missing.")


def _hash(path: Path) -> str:
    digest = sha256()
    for data in read(path):
        digest.update(data)
    return digest.hexdigest()
