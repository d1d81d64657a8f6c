"""`prenan up`: the whole platform on this machine."""

import asyncio
from typing import Annotated, Literal

import typer

from deploy.cli.options import HOME, Home
from deploy.embedded.startup import up as start

Bus = Annotated[Literal["feed", "kafka"], typer.Option(envvar="BUS", help="kafka starts a real Apache Kafka.")]
Port = Annotated[int, typer.Option(envvar="PORT", min=1, max=65535, help="Port of the gateway.")]
Sample = Annotated[bool, typer.Option("--sample/--no-sample", help="Load the sample market at the first start.")]


def up(home: Home = HOME, bus: Bus = "feed", port: Port = 8000, sample: Sample = True) -> None:
    """Start the platform of this home and serve until Ctrl-C."""
    asyncio.run(start(home, bus=bus, port=port, sample=sample))
