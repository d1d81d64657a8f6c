"""The cards of an index, one after the other: read without unpacking what stands beside them."""

import os
import weakref
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile

NAME = "cards"


class CardFile:
    """A file in the folder of an index, or one that goes with the process; what is written never changes."""

    def __init__(self, folder: Path | None) -> None:
        self._file = (folder / NAME).open("ab+") if folder else TemporaryFile("ab+")  # noqa: SIM115 - lives as long
        weakref.finalize(self, self._file.close)
        self.bytes = os.fstat(self._file.fileno()).st_size
        """How long it is, with the cards that no supplier has any more."""

    def add(self, supplier: str, card: bytes) -> tuple[int, int]:
        """Where the card of a supplier begins and how long it is; it can be read after the next call of `keep`."""
        start, length = self.bytes, self._file.write(b"%b\n%b" % (supplier.encode(), card))
        self.bytes += length
        return start, length

    def keep(self) -> None:
        """Write to the disk what was added."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def read(self, places: Iterable[tuple[int, int]]) -> list[tuple[str, bytes]]:
        """The cards that begin there and are so long, each with its supplier."""
        file = self._file.fileno()
        told = (os.pread(file, length, start).partition(b"\n") for start, length in places)
        return [(supplier.decode(), card) for supplier, _, card in told]
