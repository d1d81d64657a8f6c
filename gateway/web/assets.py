"""What pages load: our style and scripts and those of `vendor.yaml`, by names that change with their content."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
_IMPORTED = re.compile(rb'from "\./([\w.-]+)"')
FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file as it is served."""

    content: bytes
    media_type: str

    @cached_property
    def packed(self) -> bytes:
        """The same, compressed (gzip)."""
        return gzip.compress(self.content, 9, mtime=0)


def _content(file: Path) -> bytes:
    """A file as it is served: a module names those beside it that it imports by the addresses that they have."""
    content = file.read_bytes()
    if file.suffix != ".js" or file.parent != FOLDER:
        return content
    return _IMPORTED.sub(lambda found: b'from "%b"' % _address(FOLDER / found[1].decode()).encode(), content)


def _address(file: Path) -> str:
    return f"/static/{hashlib.blake2b(_content(file), digest_size=6).hexdigest()}/{file.name}"


@cache
def _named() -> Mapping[str, tuple[str, Asset]]:
    """The address and the content of each file by its name."""
    found = {}
    for file in sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".yaml"):
        content = _content(file)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        found[file.relative_to(FOLDER).as_posix()] = _address(file), Asset(content, kind)
    return found


@cache
def _addressed() -> Mapping[str, Asset]:
    return dict(_named().values())


def address(name: str) -> str:
    """Where a file is served; raises `KeyError` where there is none."""
    return _named()[name][0]


def at(path: str) -> Asset | None:
    """The file of an address."""
    return _addressed().get(path)
