"""`prenan share`: a committee member opens the share that was sealed to his key, on his own machine."""

from pathlib import Path
from typing import Annotated

import typer

from contracts.sealing import OpeningKey, SealedShare, SealingRefusal
from deploy.cli.failure import Commands, Failure
from deploy.cli.json_file import read_document
from deploy.cli.options import answer_json

app = typer.Typer(cls=Commands, no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The sealed share, as the platform gave it.")]
Private = Annotated[Path, typer.Option("--key", help="Your private key, as `prenan committee key` wrote it.")]


@app.callback()
def of_a_key() -> None:
    """Open shares of the private key of a tender."""


@app.command("open")
def open_share(file: File, private: Private) -> None:
    """Open a sealed share: what is shown is a part of the key of the tender."""
    try:
        key = OpeningKey.from_pem(private.read_bytes())
        share = SealedShare.from_json(read_document(file)).open(key)
    except OSError as flaw:
        raise Failure(f"{private} cannot be read: {flaw.strerror}.") from flaw
    except SealingRefusal as refusal:
        raise Failure(f"The share does not open: {refusal}.") from refusal
    answer_json(share.to_json())
