"""`prenan conformance`: the kit as a command."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import asdict
from typing import Annotated

import httpx
import typer

from deploy.cli.conformance.playing import Buyer
from deploy.cli.conformance.proxy import Proxy
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.report import Report
from deploy.cli.conformance.serving import served, started
from deploy.cli.conformance.walking import Walk
from deploy.cli.door import Refused, open_door
from deploy.cli.failure import Failure
from deploy.cli.options import HOME, AsJson, Home, answer_json, margin
from deploy.cli.patience import Patience
from deploy.embedded.demo_keys import REGION
from deploy.embedded.state import read_json

BUYER = "mandatary"
UPSTREAM_SECONDS = 60.0
PORT = 8900
REACHED_SECONDS = 15.0
_CURE = "Is it the address of a sandbox that runs (make run SANDBOX=86400)?"

Address = Annotated[str, typer.Argument(metavar="URL", help="Address of a sandbox.")]
Port = Annotated[int, typer.Option(help="Where the kit listens: the address that your client calls.")]
Run = Annotated[
    str | None, typer.Option(help="Your client: PRENAN_URL in its environment, a step a line on its standard input.")
]
Wait = Annotated[float, typer.Option(help="Seconds for each step.")]
BuyerKey = Annotated[str | None, typer.Option(help="Key of the buyer, whose part the kit plays; default: this home's.")]
Organisation = Annotated[str, typer.Option(help="SIRET of the buyer.")]


def conformance(
    url: Address,
    port: Port = PORT,
    run: Run = None,
    patience: Wait = 600.0,
    buyer_key: BuyerKey = None,
    buyer: Organisation = REGION,
    home: Home = HOME,
    as_json: AsJson = False,
) -> None:
    """Walk your client through a procedure in a sandbox, and say what it gets wrong."""
    key = buyer_key or read_json(home / "keys.json").get(BUYER)
    if not key:
        raise Failure(f"{home / 'keys.json'} holds no key of a {BUYER}: give one with --buyer-key.")
    try:
        report = asyncio.run(_walked(url.rstrip("/"), port, run, patience, str(key), buyer))
    except Refused as refusal:
        raise Failure(f"The buyer is refused: {refusal}") from refusal
    if as_json:
        answer_json(report.document())
    else:
        report.show()
    if not report.is_good:
        raise typer.Exit(1)


async def _walked(url: str, port: int, command: str | None, patience: float, key: str, organisation: str) -> Report:
    recording = Recording()
    async with AsyncExitStack() as stack:
        door = await stack.enter_async_context(open_door(url, key, Patience(REACHED_SECONDS, cure=_CURE)))
        buyer = Buyer(door, organisation)
        scene = await buyer.set_the_scene()
        plain = {"accept-encoding": "identity"}
        outside = await stack.enter_async_context(
            httpx.AsyncClient(base_url=url, headers=plain, timeout=UPSTREAM_SECONDS)
        )
        address = await stack.enter_async_context(served(Proxy(outside, recording), port))
        client = await stack.enter_async_context(started(command, address)) if command else None
        margin().out(f"Let your client call {address} with a key or token of a portal.", highlight=False)

        async def tell(name: str, task: str) -> None:
            margin().out(f"\n{name}: {task}", highlight=False)
            if client:
                await client.tell(step=name, task=task, **asdict(scene))

        walk = Walk(recording, buyer, outside, patience, is_over=lambda: client is not None and client.has_ended)
        report = Report.of(recording, await walk.through(scene, tell))
        if client and client.has_ended and not report.is_good:
            margin().out(f"\nYour client ended by itself (exit code {client.exit_code}).", style="red", highlight=False)
        return report
