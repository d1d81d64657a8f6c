"""What the platform remembers between two starts, in `state.json` and in files only its owner may read."""

import json
import os
from pathlib import Path
from typing import Any


def read_json(path: Path) -> dict[str, Any]:
    """The document in a file, or an empty one where there is no file yet."""
    return dict(json.loads(path.read_text())) if path.exists() else {}


def write_json(path: Path, document: dict[str, Any], *, mode: int = 0o600) -> None:
    """Replace a file's document at once: a crash leaves the old one or the new one, never half of it."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        json.dump(document, file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


class State:
    """The ports, the migrations applied and the sample's marker; written through at each change."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._facts = read_json(path)

    def __getitem__(self, name: str) -> Any:
        return self._facts.get(name)

    def __setitem__(self, name: str, value: object) -> None:
        self._facts[name] = value
        write_json(self._path, self._facts)
