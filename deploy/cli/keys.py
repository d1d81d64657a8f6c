"""`prenan keys`: who may call the platform, through the public API."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from contracts.reference.roles import roles
from deploy.cli.asking import called, listed
from deploy.cli.failure import Commands
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, margin, screen

app = typer.Typer(cls=Commands, no_args_is_help=True)

Role = Annotated[str, typer.Option(help="One of " + ", ".join(code for code, role in roles().items() if role.key))]
Organisation = Annotated[str, typer.Option(help="SIRET for whom it acts, or * for every organisation.")]
Client = Annotated[str | None, typer.Option(help="Whom it stands for; default: role@organisation.")]
Days = Annotated[int, typer.Option(help="Days until it expires.")]


@app.callback()
def of_the_api() -> None:
    """List, issue and revoke API keys."""


@app.command("list")
def show(home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """List keys, with what each grants; secrets are not kept."""
    items = listed(home, url, key, "/keys")
    if as_json:
        answer_json(items)
        return
    table = table_of(Column("Expires", no_wrap=True), "State")
    for each in items:
        state = "[red]revoked" if each["revoked_at"] else "active"
        shown = (escape(each[name]) for name in ("id", "client", "role", "organisation"))
        table.add_row(*shown, each["expires_at"][:10], state)
    screen().print(table)


def table_of(*more: Column | str) -> Table:
    """A table of those who may call: id, client, role, organisation, and more."""
    wrapped = (Column(name, overflow="fold") for name in ("Client", "Role", "Organisation"))
    return Table(Column("Id", no_wrap=True), *wrapped, *more)


@app.command()
def issue(
    role: Role,
    organisation: Organisation,
    client: Client = None,
    days: Days = 365,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Issue a key; it is shown this once."""
    body = {"role": role, "organisation": organisation, "days": days} | ({"client": client} if client else {})
    issued = called(home, url, key, "POST", "/keys", json=body)
    if as_json:
        answer_json(issued)
        return
    margin().out(f"Key {issued['id']} for {issued['client']}, until {issued['expires_at'][:10]}:", highlight=False)
    typer.echo(issued["key"])


@app.command()
def revoke(
    key_id: Annotated[str, typer.Argument(help="Id of the key, as `prenan keys list` shows it.")],
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
) -> None:
    """Revoke a key: it is refused everywhere within two seconds."""
    called(home, url, key, "DELETE", f"/keys/{key_id}")
    screen().out(f"Key {key_id} is revoked.", highlight=False)
