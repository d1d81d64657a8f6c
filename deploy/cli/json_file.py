"""JSON documents that a command is given as files."""

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

from deploy.cli.failure import Failure

_SNIFFED = 4096
_GZIP = b"\x1f\x8b"


def read_document(path: Path) -> dict[str, Any]:
    """The object in a JSON file."""
    try:
        document = json.loads(path.read_bytes())
    except OSError as flaw:
        raise Failure(f"{path} cannot be read: {flaw.strerror}.") from flaw
    except (ValueError, RecursionError) as flaw:
        raise Failure(f"{path} is no JSON file.") from flaw
    if not isinstance(document, dict):
        raise Failure(f"{path} holds no JSON object.")
    return document


def is_json(path: Path) -> bool:
    """Whether a file, gzipped or not, begins as JSON does."""
    with path.open("rb") as stream:
        head = stream.read(_SNIFFED)
    if head.startswith(_GZIP):
        try:
            with gzip.open(path) as stream:
                head = stream.read(_SNIFFED)
        except (OSError, EOFError, zlib.error) as error:
            raise Failure(f"{path.name} cannot be unpacked: {error}.") from error
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}
