"""`prenan parked`: facts that a service could not apply, with all that follow them under the same key."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from deploy.cli.failure import Commands, Failure
from deploy.cli.operating import all_acted
from deploy.cli.options import HOME, AsJson, Home, answer_json, screen
from deploy.embedded import SERVICES

app = typer.Typer(cls=Commands, no_args_is_help=True)

ParkedKey = Annotated[str, typer.Argument(help="Key of the entity, as `prenan parked list` shows it.")]


@app.callback()
def of_facts() -> None:
    """List and release facts that could not be applied."""


@app.command("list")
def show(home: Home = HOME, as_json: AsJson = False) -> None:
    """List parked facts by service, topic and key, with the reason of the first."""
    reports = all_acted(home, SERVICES, "parked")
    parked = [{"service": report["service"], **each} for report in reports for each in report["parked"]]
    if as_json:
        answer_json(parked)
        return
    if not parked:
        screen().print("Nothing is parked.")
        return
    table = Table("Service", "Topic", Column("Key", no_wrap=True), "Facts", "Attempts", "Since", "Reason")
    for each in parked:
        since = f"{each['since']}{' (released)' if each['released'] else ''}"
        row = (each["service"], each["topic"], each["key"], each["facts"], each["attempts"], since, each["reason"])
        table.add_row(*(escape(str(cell)) for cell in row))
    screen().print(table)


@app.command()
def release(key: ParkedKey, home: Home = HOME, as_json: AsJson = False) -> None:
    """Try the facts parked under a key again, in order, wherever they are parked."""
    reports = all_acted(home, SERVICES, "release", key)
    released = {report["service"]: report["released"] for report in reports if report["released"]}
    if not released:
        raise Failure(f"Nothing is parked under {key}: see `prenan parked list`.")
    if as_json:
        answer_json(released)
        return
    for service, facts in released.items():
        screen().print(f"{service}: {facts} facts are tried again.")
