"""JSON documents that a command is given as files."""

import json
from pathlib import Path
from typing import Any

from deploy.cli.failure import Failure


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
