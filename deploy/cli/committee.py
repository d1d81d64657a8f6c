"""`prenan committee`: the key pair with which a member of an opening committee receives shares."""

import os
from pathlib import Path
from typing import Annotated

import typer

from contracts.sealing import OpeningKey
from deploy.cli.failure import Commands, Failure
from deploy.cli.options import answer_json, margin

app = typer.Typer(cls=Commands, no_args_is_help=True)

Private = Annotated[Path, typer.Argument(help="Where to write the private key; must not exist yet.")]


@app.callback()
def of_opening() -> None:
    """Prepare the members of an opening committee."""


@app.command()
def key(private: Private) -> None:
    """Make a member's key pair: the private key in a file that only you can read, the public one on the screen."""
    made = OpeningKey.generate()
    try:
        descriptor = os.open(private, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as flaw:
        raise Failure(f"{private} cannot be written: {flaw.strerror}.") from flaw
    with os.fdopen(descriptor, "wb") as file:
        file.write(made.to_pem())
    margin().out(f"{private} opens your shares: keep it, and give it to nobody. Your public key:", highlight=False)
    answer_json(made.seal_key.to_json())
