"""What docs/webhooks.md tells a receiver to do verifies what is sent and refuses what is forged; the command works."""

import asyncio
import json
import re
import threading
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.exceptions import InvalidSignature
from typer.testing import CliRunner

from deploy.cli.main import app
from tests.component.gateway.webhooks.hooks import Hooks
from tests.waiting import until

PAGE = (Path(__file__).parents[4] / "docs" / "webhooks.md").read_text()
RECEIVING, VERIFYING = re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL)


def defined(text: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(compile(text, "docs/webhooks.md", "exec"), names)  # noqa: S102 - our own page
    return names


async def test_the_receiver_of_the_page_takes_what_is_signed_once_and_refuses_the_rest(prenan: Hooks) -> None:
    taken: list[dict[str, Any]] = []
    receiver = defined(RECEIVING)["Receiver"]
    receiver.take, receiver.log_message = lambda _, fact: taken.append(fact), lambda *_: None
    server = HTTPServer(("127.0.0.1", 0), receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    bearer = await prenan.bearer()
    url = f"http://127.0.0.1:{server.server_port}/"
    try:
        webhook = await prenan.create("/", bearer, url=url)
        secrets = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
        receiver.secret = secrets[0]["secret"]
        prenan.tell("a-tender", 1, 2)
        await until(lambda: [fact["data"]["number"] for fact in taken] == [1, 2])
        async with httpx.AsyncClient() as http:
            forged = {"webhook-id": "1", "webhook-timestamp": "1", "webhook-signature": "v1,AAAA"}
            assert (await http.post(url, content=b"{}", headers=forged)).status_code == 401
    finally:
        await asyncio.to_thread(server.shutdown)
        server.server_close()


async def test_the_public_key_of_the_page_verifies(prenan: Hooks) -> None:
    verify = defined(VERIFYING)["verify"]
    bearer = await prenan.bearer()
    webhook = await prenan.create("/hook", bearer)
    [secret] = (await prenan.http.get(f"/webhooks/{webhook['id']}/secrets", headers=bearer)).json()["items"]
    prenan.tell("a-tender", 1)
    [one] = await until(lambda: prenan.receiver.received["/hook"])
    verify(one.body, one.headers, secret["public_key"])
    with pytest.raises(InvalidSignature):
        verify(one.body + b" ", one.headers, secret["public_key"])


async def test_the_command_creates_tries_rotates_and_deletes_a_webhook(prenan: Hooks) -> None:
    bearer = await prenan.bearer()
    where = ["--url", str(prenan.http.base_url), "--key", bearer["Authorization"].removeprefix("Bearer ")]

    async def prenan_webhooks(*arguments: str) -> Any:
        done = await asyncio.to_thread(CliRunner().invoke, app, ["webhooks", *arguments, *where])
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout) if done.stdout[:1] in "[{" else done.stdout

    made = await prenan_webhooks("create", prenan.receiver.url("/hook"), "--type", "ContractAwarded", "--json")
    assert made["secret"].startswith("whsec_")
    await prenan_webhooks("test", made["id"])
    await until(lambda: prenan.receiver.received["/hook"])
    await until(prenan.nothing_waits)
    assert [one["state"] for one in await prenan_webhooks("deliveries", made["id"], "--json")] == ["delivered"]
    assert len(await prenan_webhooks("rotate", made["id"])) == 2
    assert (await prenan_webhooks("replay", made["id"], "--after", "0"))["feed"] == "procedures"
    assert made["id"] in await prenan_webhooks("list")
    await prenan_webhooks("delete", made["id"])
    assert await prenan_webhooks("list", "--json") == []
