"""`prenan webhooks`: where facts are carried to, through the public API."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from deploy.cli.asking import called, listed
from deploy.cli.failure import Commands
from deploy.cli.options import HOME, AsJson, Home, Key, Url, answer_json, margin, screen

app = typer.Typer(cls=Commands, no_args_is_help=True)

Id = Annotated[str, typer.Argument(help="Id of the webhook, as `prenan webhooks list` shows it.")]
Feeds = Annotated[list[str] | None, typer.Option("--feed", help="A feed to follow; default: procedures.")]
Types = Annotated[list[str] | None, typer.Option("--type", help="A type of fact, such as ContractAwarded.")]
Cpv = Annotated[list[str] | None, typer.Option(help="The beginning of a CPV code.")]
Department = Annotated[list[str] | None, typer.Option(help="A department of the buyer.")]


@app.callback()
def of_the_api() -> None:
    """Create and look after webhooks; each belongs to the client of the key that made it."""


@app.command("list")
def show(home: Home = HOME, url: Url = None, key: Key = None, as_json: AsJson = False) -> None:
    """List webhooks, and whether facts are carried to them."""
    items = listed(home, url, key, "/webhooks")
    if as_json:
        answer_json(items)
        return
    table = Table(
        Column("Id", no_wrap=True), Column("Client", overflow="fold"), Column("URL", overflow="fold"), "State"
    )
    for each in items:
        failing = "[yellow]failing" if each["failing_since"] else "active"
        state = f"[red]{each['reason']}" if each["reason"] else failing
        table.add_row(each["id"], escape(each["client"]), escape(each["url"]), state)
    screen().print(table)


@app.command()
def create(
    receiver: Annotated[str, typer.Argument(help="Where facts are sent: https://…")],
    feed: Feeds = None,
    kind: Types = None,
    cpv: Cpv = None,
    department: Department = None,
    email: Annotated[str | None, typer.Option(help="Who is told when it is disabled.")] = None,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Create a webhook, and show the secret that verifies what it sends."""
    chosen = {"type": kind or [], "cpv": cpv or [], "department": department or []}
    body = {"url": receiver, "feeds": feed or ["procedures"], "filter": chosen, "email": email}
    made = called(home, url, key, "POST", "/webhooks", json=body)
    [secret] = called(home, url, key, "GET", f"/webhooks/{made['id']}/secrets")["items"]
    if as_json:
        answer_json(made | {"secret": secret["secret"], "public_key": secret["public_key"]})
        return
    margin().out(f"Webhook {made['id']}; verify by either of:", highlight=False)
    typer.echo(f"{secret['secret']}\n{secret['public_key']}")


@app.command()
def deliveries(
    webhook: Id,
    state: Annotated[str | None, typer.Option(help="pending, delivered, failed or dropped.")] = None,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Show the latest deliveries of a webhook."""
    chosen = f"?state={state}" if state else ""
    items = called(home, url, key, "GET", f"/webhooks/{webhook}/deliveries{chosen}")["items"]
    if as_json:
        answer_json(items)
        return
    table = Table("Id", "Feed", "Position", Column("Type", overflow="fold"), "State", "Attempts", "Answer")
    for each in items:
        said = str(each["status"] or each["error"] or "")
        cells = (each["id"], each["feed"], each["position"], each["type"], each["state"], each["attempts"], said)
        table.add_row(*(escape(str(cell)) for cell in cells))
    screen().print(table)


@app.command("test")
def send_test(webhook: Id, home: Home = HOME, url: Url = None, key: Key = None) -> None:
    """Send a test event."""
    made = called(home, url, key, "POST", f"/webhooks/{webhook}/test-deliveries")
    answer_json(made)


@app.command()
def replay(
    webhook: Id,
    after: Annotated[int, typer.Option(help="Position after which every fact is sent again.")],
    feed: Annotated[str, typer.Option(help="The feed.")] = "procedures",
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
) -> None:
    """Send the facts of a feed again from a position on."""
    body = {"feed": feed, "after": after}
    answer_json(called(home, url, key, "POST", f"/webhooks/{webhook}/replays", json=body))


@app.command()
def rotate(
    webhook: Id,
    overlap: Annotated[int, typer.Option(help="Hours for which the present secrets sign too.")] = 24,
    home: Home = HOME,
    url: Url = None,
    key: Key = None,
) -> None:
    """Sign by a new secret too, and show all that sign at present."""
    called(home, url, key, "POST", f"/webhooks/{webhook}/secrets", json={"overlap_hours": overlap})
    answer_json(called(home, url, key, "GET", f"/webhooks/{webhook}/secrets")["items"])


@app.command()
def delete(webhook: Id, home: Home = HOME, url: Url = None, key: Key = None) -> None:
    """Delete a webhook with its log."""
    called(home, url, key, "DELETE", f"/webhooks/{webhook}")
    screen().out(f"Webhook {webhook} is deleted.", highlight=False)
