"""Sealing files in one call, for whoever deposits a bid, and opening them again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from .context import Context
from .key import OpeningKey, SealKey
from .manifest import Manifest, SealedPiece
from .streams import seal, unseal

_READ = 1024 * 1024


@dataclass(frozen=True)
class PlainFile:
    """A file to be sealed, and what it is in the bid."""

    path: Path
    kind: str
    """Code of what it is: price schedule, technical offer, …"""
    lots: tuple[int, ...] | None = None
    """The lots that it is about: none of them for the whole bid; `None` for those of the call."""


def seal_files(
    seal_key: Mapping[str, Any],
    files: Iterable[PlainFile],
    into: Path,
    *,
    tender: str,
    phase: str,
    bidder: str,
    lots: Iterable[int] = (),
) -> Manifest:
    """Seal files to the public key of a tender, as `{key_id, suite, public_key}`; each becomes `<sha256>.sealed`.

    The manifest says what to send with them. No plaintext is written, and memory does not grow with the files.
    """
    key, all_lots = SealKey.from_json(seal_key), tuple(lots)
    pieces = []
    for file in files:
        about = all_lots if file.lots is None else file.lots
        context = Context(tender, phase, about, bidder, file.kind, file.path.name)
        pieces.append(_sealed(file.path, into, key, context))
    return Manifest(tender, phase, bidder, key.key_id, tuple(pieces))


def unseal_files(key: OpeningKey, manifest: Manifest, sealed: Path, into: Path) -> list[Path]:
    """Open all pieces of a deposit, each into a numbered folder as names may repeat; an incomplete file is removed."""
    opened = []
    for number, piece in enumerate(manifest.pieces, start=1):
        context = manifest.context(piece)
        target = into / str(number) / context.name
        target.parent.mkdir(parents=True)
        try:
            _write(target, unseal(read(sealed_path(sealed, piece)), key, context))
        except Exception:
            target.unlink(missing_ok=True)
            raise
        opened.append(target)
    return opened


def sealed_path(folder: Path, piece: SealedPiece) -> Path:
    """Where `seal_files` left a piece."""
    return folder / f"{piece.sha256}.sealed"


def read(path: Path) -> Iterator[bytes]:
    """The content of a file, a megabyte at a time."""
    with path.open("rb") as file:
        while data := file.read(_READ):
            yield data


def _sealed(path: Path, into: Path, key: SealKey, context: Context) -> SealedPiece:
    digest, size = sha256(), 0
    unfinished = into / "unfinished.sealed"
    with unfinished.open("wb") as target:
        for data in seal(read(path), key, context):
            digest.update(data)
            size += target.write(data)
    piece = SealedPiece(context.name, context.kind, context.lots, size, digest.hexdigest())
    unfinished.replace(sealed_path(into, piece))
    return piece


def _write(path: Path, content: Iterable[bytes]) -> None:
    with path.open("wb") as target:
        for data in content:
            target.write(data)
