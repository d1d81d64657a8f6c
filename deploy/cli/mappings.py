"""The mapping files that come along, and the one that is meant."""

from pathlib import Path
from typing import Annotated

import typer

from deploy.cli.failure import Failure
from deploy.embedded import ROOT

MAPPINGS = ROOT / "contracts" / "reference" / "mappings"
MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="How a table is read: a file, or the name of a mapping that comes along."),
]


def found(mapping: Path) -> Path:
    """The mapping file that is meant: at this path, or of this name among those that come along."""
    candidates = (mapping, MAPPINGS / mapping.with_suffix(".yaml").name)
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise Failure(f"There is no mapping file {mapping}.")
