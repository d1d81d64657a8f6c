"""One suite for every place where documents may be kept: a local folder, and an S3-compatible store."""

import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

from chassis.problems import BodyTooLarge
from chassis.storage import ContentLost, Storage, StorageUnavailable, storage_at

MEGABYTE = 1024 * 1024
REGION = "eu-west-3"
Names = Callable[[], list[str]]


class BrokenOff(Exception):
    """A caller that goes away."""


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Names]:
    """A storage URL, and what lies there."""
    if request.param == "folder":
        folder = tmp_path / "kept here"
        return folder.as_uri(), lambda: [path.name for path in folder.rglob("*") if path.is_file()]
    for name, value in {"ACCESS_KEY_ID": "key", "SECRET_ACCESS_KEY": "secret"}.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    endpoint = request.getfixturevalue("s3")
    client = boto3.client("s3", endpoint_url=endpoint, region_name=REGION)
    bucket = f"documents-{uuid4()}"
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})

    def names() -> list[str]:
        assert "Uploads" not in client.list_multipart_uploads(Bucket=bucket)
        return [kept["Key"] for kept in client.list_objects_v2(Bucket=bucket).get("Contents", [])]

    return f"s3://{bucket}/tenders?endpoint={endpoint}&region={REGION}", names


@pytest.fixture
def storage(place: tuple[str, Names]) -> Storage:
    return storage_at(place[0])


@pytest.fixture
def names(place: tuple[str, Names]) -> Names:
    return place[1]


async def stream(megabytes: float, *, broken: bool = False) -> AsyncIterator[bytes]:
    for number in range(int(megabytes * 16)):
        yield bytes([number % 256]) * 65536
    if broken:
        raise BrokenOff


async def whole(chunks: AsyncIterator[bytes]) -> bytes:
    return b"".join([chunk async for chunk in chunks])


async def test_what_was_put_comes_back_with_its_size_and_its_hash(storage: Storage) -> None:
    stored = await storage.put(stream(12), limit=12 * MEGABYTE)
    content = await whole(await storage.get(stored.name))
    assert content == await whole(stream(12))
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())


async def test_an_empty_stream_is_kept_too(storage: Storage) -> None:
    stored = await storage.put(stream(0), limit=1)
    assert stored.size == 0
    assert await whole(await storage.get(stored.name, 0, 0)) == b""


@pytest.mark.parametrize(("start", "end"), [(0, 10), (65530, 65545), (MEGABYTE - 3, None), (7, MEGABYTE)])
async def test_a_part_comes_back(storage: Storage, start: int, end: int | None) -> None:
    stored = await storage.put(stream(1), limit=MEGABYTE)
    assert await whole(await storage.get(stored.name, start, end)) == (await whole(stream(1)))[start:end]


@pytest.mark.parametrize("megabytes", [1, 12])
async def test_more_than_the_limit_is_refused_and_leaves_nothing(
    storage: Storage, names: Names, megabytes: int
) -> None:
    with pytest.raises(BodyTooLarge) as refused:
        await storage.put(stream(megabytes), limit=megabytes * MEGABYTE - 1)
    assert refused.value.facts == {"limit": megabytes * MEGABYTE - 1}
    assert names() == []


async def test_a_stream_that_breaks_off_leaves_nothing(storage: Storage, names: Names) -> None:
    with pytest.raises(BrokenOff):
        await storage.put(stream(12, broken=True), limit=20 * MEGABYTE)
    assert names() == []


async def test_the_same_content_twice_has_two_names(storage: Storage, names: Names) -> None:
    kept = {(await storage.put(stream(1), limit=MEGABYTE)).name for _ in range(2)}
    assert len(kept) == len(names()) == 2


async def test_what_was_deleted_is_gone_and_may_be_deleted_again(storage: Storage, names: Names) -> None:
    stored = await storage.put(stream(1), limit=MEGABYTE)
    await storage.delete(stored.name)
    await storage.delete(stored.name)
    assert names() == []
    with pytest.raises(ContentLost):
        await storage.get(stored.name)


async def test_a_store_that_does_not_answer_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    away = storage_at("s3://absent/?endpoint=ftp://127.0.0.1&region=nowhere")
    with pytest.raises(StorageUnavailable):
        await away.put(stream(1), limit=MEGABYTE)


@pytest.mark.parametrize(
    "url", ["", "/folder", "file:///", "file://host/folder", "s3://key:secret@bucket", "s3://bucket?token=a", "gs://b"]
)
def test_a_url_that_names_no_storage_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL"):
        storage_at(url)


async def test_what_was_kept_before_an_instant_is_listed_by_its_name(storage: Storage) -> None:
    stored = {(await storage.put(stream(1), limit=MEGABYTE)).name for _ in range(3)}
    later = datetime.now(UTC) + timedelta(seconds=2)
    assert {name async for batch in storage.unchanged_since(later) for name in batch} == stored
    assert [name async for batch in storage.unchanged_since(later - timedelta(hours=1)) for name in batch] == []
