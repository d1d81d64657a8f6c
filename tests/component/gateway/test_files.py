"""Files pass the gateway and the service piece by piece, both ways."""

import asyncio
import contextlib
import hashlib
import tracemalloc
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from pydantic import SecretStr

from chassis.auth import HEADER, Principal, sign
from chassis.uploads import UploadBroken
from deploy.embedded.ports import free_port
from gateway.breaker import FAILURES
from gateway.keys.issuing import issue
from gateway.main import create_app
from gateway.settings import GatewaySettings
from services.tenders.main import create_app as create_tenders
from tests.component.gateway.serving import Served, served
from tests.component.tenders.desk import REGION, TERMS
from tests.postgresql import ScratchPostgres
from tests.waiting import until

SECRET = "a secret of at least thirty-two bytes"
MEGABYTE = 1024 * 1024
WRITER = Principal("a key", frozenset({"tenders:write"}), REGION)
PIECE = b"%PDF-1.7\n" + bytes(65536 - 9)


@dataclass
class House:
    """The gateway with the tenders service behind it."""

    http: httpx.AsyncClient
    door: Served
    gateway: Any
    folder: Path
    tender: str
    bearer: dict[str, str]

    async def add(self, body: Any, name: str = "plans.pdf", **headers: str) -> httpx.Response:
        sent = self.bearer | {"Content-Type": "application/pdf"} | headers
        return await self.http.post(f"{self.tender}/documents?name={name}", content=body, headers=sent)

    def kept(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture
async def house(postgresql: ScratchPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    databases = {name: await postgresql.create(name) for name in ("tenders", "gateway")}
    folder = tmp_path / "kept"
    environment = {"DATABASE_URL": databases["tenders"], "PLATFORM_SECRET": SECRET, "STORAGE_URL": folder.as_uri()}
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    tenders, ports = create_tenders(), [free_port(), free_port()]
    settings = _settings(databases["gateway"], tmp_path, ports[0])
    _describe(tmp_path, tenders.openapi())
    async with contextlib.AsyncExitStack() as stack:
        behind = await stack.enter_async_context(served(tenders, ports[0]))
        gateway = create_app(settings)
        door = await stack.enter_async_context(served(gateway, ports[1]))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=door.url, timeout=60))
        tender = await _a_draft(behind.url)
        key, _ = await issue(
            gateway.state.admission.register, "pepper", role="operator", organisation=REGION, now=datetime.now(UTC)
        )
        yield House(http, door, gateway, folder, tender, {"Authorization": f"Bearer {key.text}"})
    for address in databases.values():
        await postgresql.drop(address)


def _settings(database_url: str, folder: Path, port: int) -> GatewaySettings:
    return GatewaySettings(
        database_url=database_url,
        platform_secret=SecretStr(SECRET),
        key_pepper=SecretStr("pepper"),
        documents=folder,
        tenders_url=f"http://127.0.0.1:{port}",
        patience=10,
    )


def _describe(folder: Path, tenders: dict[str, Any]) -> None:
    for name, document in {"tenders": tenders, "suppliers": {"paths": {}}, "analytics": {"paths": {}}}.items():
        (folder / f"{name}.json").write_bytes(orjson.dumps(document))


async def _a_draft(url: str) -> str:
    principal = sign(WRITER, SECRET)
    async with httpx.AsyncClient(base_url=url) as http:
        return f"/tenders/{(await http.post('/tenders', json=TERMS, headers={HEADER: principal})).json()['id']}"


async def pieces(megabytes: int) -> AsyncIterator[bytes]:
    for _ in range(megabytes * 16):
        yield PIECE


async def test_a_file_of_sixty_megabytes_passes_both_ways_and_is_never_whole_in_memory(house: House) -> None:
    expected, received = hashlib.sha256(PIECE * 16 * 60).hexdigest(), hashlib.sha256()
    tracemalloc.start()
    try:
        answer = await house.add(pieces(60))
        assert answer.status_code == 201, answer.text
        async with house.http.stream("GET", answer.headers["Location"], headers=house.bearer) as sent:
            assert sent.headers["Content-Length"] == str(60 * MEGABYTE)
            async for chunk in sent.aiter_bytes():
                received.update(chunk)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.json()["sha256"] == received.hexdigest() == expected
    assert peak < 25 * MEGABYTE


async def test_a_part_of_a_file_passes_with_its_place(house: House) -> None:
    answer = await house.add(pieces(1))
    part = await house.http.get(answer.headers["Location"], headers=house.bearer | {"Range": "bytes=1-3"})
    assert (part.status_code, part.content) == (206, b"PDF")
    assert part.headers["Content-Range"] == f"bytes 1-3/{MEGABYTE}"


async def test_a_refusal_of_a_file_comes_back_before_the_whole_file_went_there(house: House) -> None:
    answer = await house.add(pieces(30), name="plans.exe")
    assert (answer.status_code, answer.json()["code"]) == (422, "content-contradicts-type")
    assert (await house.add(pieces(1))).status_code == 201


async def test_a_stream_without_an_end_is_cut_at_the_limit(house: House) -> None:
    house.gateway.state.uploads[:] = [type(one)(one.method, one.path, MEGABYTE) for one in house.gateway.state.uploads]
    answer = await house.add(pieces(20))
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    await until(lambda: house.kept() == [])


async def test_a_caller_who_goes_away_leaves_nothing(house: House) -> None:
    await _break_off(house)
    assert (await house.add(pieces(1))).status_code == 201


async def test_what_a_caller_breaks_off_is_not_held_against_the_service(house: House) -> None:
    async def broken() -> AsyncIterator[bytes]:
        yield PIECE
        raise UploadBroken

    upstream = house.gateway.state.platform.upstreams["tenders"]
    headers = {HEADER: sign(WRITER, SECRET), "content-type": "application/pdf"}
    for _ in range(FAILURES):
        with pytest.raises(UploadBroken):
            async with upstream.stream("POST", f"{house.tender}/documents?name=a.pdf", headers, broken()):
                pytest.fail("half a file was answered")
    assert not upstream.breaker.is_open


async def _break_off(house: House) -> None:
    """Send some of a file, and go away once it is being kept."""
    host, port = house.door.url.removeprefix("http://").split(":")
    lines = [f"POST {house.tender}/documents?name=plans.pdf HTTP/1.1", f"Host: {host}", "Content-Type: application/pdf"]
    lines += [*(f"{name}: {value}" for name, value in house.bearer.items()), "Content-Length: 60000000", "", ""]
    _, writer = await asyncio.open_connection(host, int(port))
    writer.write("\r\n".join(lines).encode() + PIECE * 16 * 12)
    await until(house.kept)
    writer.transport.abort()
    await until(lambda: house.kept() == [])
