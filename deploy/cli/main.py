"""The operator's command, `prenan`: speaks to the public API, and starts the services' own programs."""

import typer

from deploy.cli import (
    clients,
    committee,
    importing,
    keys,
    operating,
    parking,
    receipts,
    redflags,
    sampling,
    shares,
    starting,
    status,
    webhooks,
)
from deploy.cli.conformance.command import conformance
from deploy.cli.failure import Commands

app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def prenan() -> None:
    """Prenañ: public procurement as a platform."""


app.command()(starting.up)
app.command()(status.status)
app.add_typer(importing.app, name="import")
app.command()(sampling.sample)
app.command()(operating.verify)
app.command()(operating.checkpoint)
app.command()(operating.replay)
app.command()(operating.checksums)
app.add_typer(parking.app, name="parked")
app.add_typer(keys.app, name="keys")
app.add_typer(webhooks.app, name="webhooks")
app.add_typer(clients.app, name="clients")
app.add_typer(receipts.app, name="receipt")
app.add_typer(shares.app, name="share")
app.add_typer(committee.app, name="committee")
app.command()(redflags.redflags)
app.command()(conformance)

if __name__ == "__main__":
    app()
