"""Things that the parallel workers of one run share: made by whoever comes first, known to all."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def turn(folder: Path, name: str) -> Iterator[None]:
    """Hold a name for this worker; the others wait."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def known(folder: Path, name: str) -> dict[str, Any] | None:
    """What was made under this name, if it was."""
    path = folder / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def once(folder: Path, name: str, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What was made under this name, making it now if nobody did."""
    with turn(folder, name):
        document = known(folder, name)
        if document is None:
            document = make()
            (folder / f"{name}.json").write_text(json.dumps(document))
        return document
