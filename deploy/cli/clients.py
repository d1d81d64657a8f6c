"""`prenan clients`: which programs get access tokens, through the public API."""

from typing import Annotated, Any

import typer
from rich.markup import escape

from deploy.cli.asking import called, listed
from deploy.cli.failure import Commands
from deploy.cli.keys import Client, Days, Organisation, Role, table_of
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, margin, screen

app = typer.Typer(cls=Commands, no_args_is_help=True)
PATH = "/oauth-clients"
ClientId = Annotated[str, typer.Argument(help="Id of the client, as `prenan clients list` shows it.")]
SecretId = Annotated[str, typer.Argument(help="Id of the secret, as `prenan clients list --json` shows it.")]
Kid = Annotated[str, typer.Argument(help="`kid` of the key, as /.well-known/jwks.json shows it.")]


@app.callback()
def of_the_api() -> None:
    """List, register and revoke OAuth clients; change their secrets and the keys that sign their tokens."""


@app.command("list")
def show(home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """List clients, with what each may do; secrets are not kept."""
    items = listed(home, url, key, PATH)
    if as_json:
        answer_json(items)
        return
    table = table_of("Secrets", "State")
    for each in items:
        shown = (escape(each[name]) for name in ("client_id", "client", "role", "organisation"))
        active = sum(secret["revoked_at"] is None for secret in each["secrets"])
        table.add_row(*shown, str(active), "[red]revoked" if each["revoked_at"] else "active")
    screen().print(table)


@app.command()
def register(
    role: Role,
    organisation: Organisation,
    client: Client = None,
    days: Days = 365,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Register a client; its secret is shown this once."""
    body = {"role": role, "organisation": organisation, "days": days} | ({"client": client} if client else {})
    made = called(home, url, key, "POST", PATH, json=body)
    _shown_once(made, f"Client {made['client_id']} for {made['client']}, its secret:", as_json=as_json)


@app.command()
def revoke(client_id: ClientId, home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """Revoke a client: its tokens are refused everywhere within two seconds."""
    called(home, url, key, "DELETE", f"{PATH}/{client_id}")
    _said({"revoked": client_id}, f"Client {client_id} is revoked.", as_json=as_json)


@app.command("add-secret")
def add_secret(
    client_id: ClientId,
    days: Days = 365,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Give a client a second secret; it is shown this once."""
    made = called(home, url, key, "POST", f"{PATH}/{client_id}/secrets", json={"days": days})
    _shown_once(made, f"Secret {made['id']}, until {made['expires_at'][:10]}:", as_json=as_json)


@app.command("revoke-secret")
def revoke_secret(
    client_id: ClientId,
    secret_id: SecretId,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Revoke a secret, once the client uses its other one."""
    called(home, url, key, "DELETE", f"{PATH}/{client_id}/secrets/{secret_id}")
    _said({"revoked": secret_id}, f"Secret {secret_id} is revoked.", as_json=as_json)


@app.command("rotate-signing-key")
def rotate(home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """Sign tokens with a new key from now on; it happens by itself every month."""
    made = called(home, url, key, "POST", "/signing-keys")
    _said(made, f"Key {made['kid']} signs until {made['signs_until'][:10]}.", as_json=as_json)


@app.command("distrust-signing-key")
def distrust(kid: Kid, home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """Distrust a signing key that may have been stolen: no token of it counts any more."""
    called(home, url, key, "DELETE", f"/signing-keys/{kid}")
    _said({"distrusted": kid}, f"Key {kid} is distrusted.", as_json=as_json)


def _said(document: dict[str, Any], sentence: str, *, as_json: bool) -> None:
    if as_json:
        answer_json(document)
        return
    screen().out(sentence, highlight=False)


def _shown_once(made: dict[str, Any], remark: str, *, as_json: bool) -> None:
    if as_json:
        answer_json(made)
        return
    margin().out(remark, highlight=False)
    typer.echo(made["client_secret"])
