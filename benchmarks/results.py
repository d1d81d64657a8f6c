"""The file of a run: `benchmarks/results/<date>.json`."""

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import orjson

from benchmarks.row import Row

FOLDER = Path(__file__).parent / "results"


def keep(rows: Sequence[Row], began: datetime, folder: Path = FOLDER) -> Path:
    """Write the rows and what they were measured on; the path of the file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{began:%Y-%m-%d-%H%M%S}.json"
    path.write_bytes(orjson.dumps({**machine(), "rows": [row.document() for row in rows]}, option=orjson.OPT_INDENT_2))
    return path


def machine() -> dict[str, object]:
    """What else a reader has to know in order to compare."""
    return {
        "processors": os.cpu_count(),
        "load": os.getloadavg(),
        "python": platform.python_version(),
        "system": platform.platform(),
    }
