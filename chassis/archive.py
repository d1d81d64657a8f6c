"""What an archive says of itself, and what it may not be: a bomb, or archives in archives."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from chassis.errors import Unacceptable

TAIL_BYTES = 2_000_000
"""How much of the end of an archive is looked at: its directory stands there."""
_NESTED = frozenset({".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".zst"})


class ArchiveUnreadable(Unacceptable):
    """The archive is damaged, or its directory is too large to be looked at."""


class ArchiveTooDense(Unacceptable):
    """The archive would unpack to more than is taken."""


class ArchiveNested(Unacceptable):
    """The archive holds other archives; send their content in folders instead."""


@dataclass(frozen=True)
class Limits:
    """How many members an archive may have, how many times its own size it may unpack to, and how many bytes."""

    entries: int
    ratio: int
    unpacked: int


@dataclass(frozen=True)
class Archive:
    """An archive of `size` bytes, by its directory; nothing is unpacked."""

    size: int
    members: Sequence[zipfile.ZipInfo]

    @classmethod
    def by_its_tail(cls, tail: bytes, size: int) -> "Archive":
        """The archive whose last bytes are `tail`: enough for its directory, which stands at its end."""
        try:
            with zipfile.ZipFile(io.BytesIO(tail)) as opened:
                return cls(size, opened.infolist())
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            # no directory; an offset before the first byte, or a name that is no text; a version that is to come
            raise ArchiveUnreadable from error

    def holds(self, name: str) -> bool:
        """Whether it has a member of this name."""
        return any(member.filename == name for member in self.members)

    def must_keep(self, limits: Limits) -> None:
        """Refuse what would unpack to too much, whether by size, by number or by depth."""
        unpacked = sum(member.file_size for member in self.members)
        facts = {"entries": len(self.members), "unpacked": unpacked}
        if len(self.members) > limits.entries:
            raise ArchiveTooDense(f"It has {len(self.members)} members; at most {limits.entries} are taken", **facts)
        if unpacked > limits.unpacked or unpacked > limits.ratio * self.size:
            raise ArchiveTooDense(f"Its {self.size} bytes would unpack to {unpacked}", **facts)
        nested = next((one.filename for one in self.members if PurePosixPath(one.filename).suffix in _NESTED), None)
        if nested is not None:
            raise ArchiveNested(member=nested)
