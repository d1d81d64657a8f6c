"""Options that several commands share, and where their words are shown."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

Home = Annotated[Path, typer.Option(envvar="PRENAN_HOME", help="Folder of the platform's data.")]
Url = Annotated[
    str | None, typer.Option(envvar="PRENAN_URL", help="Address of the gateway; default: the platform of this home.")
]
Key = Annotated[str | None, typer.Option(envvar="PRENAN_KEY", help="API key; default: this home's operator.")]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")]

HOME = Path(".prenan")


def screen() -> Console:
    """Where results go."""
    return Console()


def margin() -> Console:
    """Where progress and remarks go, so that results can be piped."""
    return Console(stderr=True)


def answer_json(document: Any) -> None:
    """Write a result for machines."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
