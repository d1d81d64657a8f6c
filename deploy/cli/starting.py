"""`prenan up`: the whole platform on this machine."""

import asyncio
from datetime import datetime
from typing import Annotated, Literal

import typer

from deploy.cli.options import HOME, Home
from deploy.embedded.sandbox import FASTEST, Wish
from deploy.embedded.startup import up as start

Bus = Annotated[Literal["feed", "kafka"], typer.Option(envvar="BUS", help="kafka starts a real Apache Kafka.")]
Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Port of the gateway.")]
Sample = Annotated[bool, typer.Option("--sample/--no-sample", help="Load the sample market at the first start.")]
Sandbox = Annotated[
    float | None,
    typer.Option(
        envvar="PRENAN_SANDBOX_SPEED",
        min=0.001,
        max=FASTEST,
        help="Rehearse in a time of its own: 86400 makes a day pass in a second.",
    ),
]
SandboxStart = Annotated[
    datetime | None,
    typer.Option(envvar="PRENAN_SANDBOX_START", formats=["%Y-%m-%d"], help="Day on which a sandbox begins."),
]


def up(
    home: Home = HOME,
    bus: Bus = "feed",
    port: Port = 8000,
    sample: Sample = True,
    sandbox: Sandbox = None,
    sandbox_start: SandboxStart = None,
) -> None:
    """Start the platform of this home and serve until Ctrl-C."""
    wish = Wish(sandbox, sandbox_start.date() if sandbox_start else None)
    asyncio.run(start(home, bus=bus, port=port, sample=sample, wish=wish))
