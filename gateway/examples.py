"""What may be sent to each operation that takes a document: examples in the public document, which tests send."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Examples = Mapping[str, Mapping[str, Any]]
JSON = "application/json"


@cache
def examples() -> Examples:
    """The bodies by path and method."""
    read: dict[str, Examples] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text())
    return read["examples"]


def with_examples(paths: Mapping[str, Any]) -> None:
    """Show in each described operation what may be sent to it."""
    for path, by_method in examples().items():
        for method, body in by_method.items():
            if operation := paths.get(path, {}).get(method):
                content = operation["requestBody"]["content"]
                content[JSON] = {**content[JSON], "example": body}
