"""Receipts: signed at once with the installation's key, stamped soon after, and checked by anyone without us."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chassis.journal_key import JournalKey
from chassis.stamping import StampingAuthority
from contracts.sealing import ReceiptFile, VerifyingKey, verify
from deploy.cli.main import app as prenan
from deploy.embedded.ports import free_port
from services.tenders.application.receipts import ReceiptKeys
from services.tenders.application.stamping import stamp_receipts
from services.tenders.worker import part
from tests.component.tenders.bidders import BIDDER, SUPPLIERS, Committee, a_sealed_tender, hand_in
from tests.component.tenders.desk import Desk
from tests.timestamping import LocalAuthority

ONE, TWO, THREE, _ = SUPPLIERS
INSTALLATION = "the installation's own secret, which is long enough"


class Counting(LocalAuthority):
    """An authority that remembers how often it was asked."""

    asked = 0

    def reply(self, query: bytes) -> bytes:
        self.asked += 1
        return super().reply(query)


@pytest.fixture
def counting(stamping_authority: LocalAuthority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counting]:
    authority = Counting(tmp_path_factory.mktemp("counting"))
    yield authority
    authority.close()


async def bids_of(desk: Desk, *bidders: str) -> list[str]:
    path = await a_sealed_tender(desk, Committee())
    return [(await hand_in(desk, path, bidder)).headers["Location"] for bidder in bidders]


async def stamp_of(desk: Desk, bid: str, bidder: str = ONE) -> str | None:
    answer = await desk.get(f"{bid}/receipt", scopes=BIDDER, organisation=bidder)
    return answer.json()["timestamp"]  # type: ignore[no-any-return]


async def test_a_receipt_is_stamped_once_its_authority_is_back(desk: Desk, stamping_authority: LocalAuthority) -> None:
    [bid] = await bids_of(desk, ONE)
    down = StampingAuthority(f"http://127.0.0.1:{free_port()}/")
    assert await stamp_receipts(desk.database, down) == 0
    assert await stamp_of(desk, bid) is None
    assert await stamp_receipts(desk.database, StampingAuthority(stamping_authority.url)) == 1
    assert await stamp_of(desk, bid) is not None


async def test_several_workers_ask_for_one_stamp_of_each_receipt(desk: Desk, counting: Counting) -> None:
    bids = await bids_of(desk, ONE, TWO, THREE)
    authority = StampingAuthority(counting.url)
    done = await asyncio.gather(*(stamp_receipts(desk.database, authority) for _ in range(4)))
    assert (sum(done), counting.asked) == (3, 3)
    first = await stamp_of(desk, bids[0])
    assert await stamp_receipts(desk.database, authority) == 0
    assert await stamp_of(desk, bids[0]) == first


async def test_the_command_says_of_a_fetched_receipt_that_it_is_signed_and_stamped(
    desk: Desk, stamping_authority: LocalAuthority, tmp_path: Path
) -> None:
    [bid] = await bids_of(desk, ONE)
    await stamp_receipts(desk.database, StampingAuthority(stamping_authority.url))
    receipt, key = tmp_path / "receipt.json", tmp_path / "key.json"
    receipt.write_bytes((await desk.get(f"{bid}/receipt", scopes=BIDDER, organisation=ONE)).content)
    key.write_bytes((await desk.get("/receipt-key", scopes=None)).content)
    options = ["--key", str(key), "--tsa-root", str(stamping_authority.root_pem), "--json"]
    said = CliRunner().invoke(prenan, ["receipt", "verify", str(receipt), *options])
    assert said.exit_code == 0, said.output
    verdict = json.loads(said.output)
    assert verdict["holds"] is True
    assert [
        finding for finding in verdict["findings"] if finding["holds"] is not True and "piece" not in str(finding)
    ] == []


def test_a_worker_stamps_where_an_authority_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    monkeypatch.setenv("PLATFORM_SECRET", INSTALLATION)
    assert part().chores == ()
    monkeypatch.setenv("STAMPING_URL", "http://127.0.0.1:1/")
    assert [chore.name for chore in part().chores] == ["stamping of receipts"]


async def test_the_key_of_the_journal_signs_receipts_and_older_ones_keep_their_key(desk: Desk) -> None:
    [before] = await bids_of(desk, ONE)
    desk.app.state.receipt_keys = ReceiptKeys.of(
        desk.app.state.settings.platform_secret.get_secret_value(), INSTALLATION
    )
    [after] = await bids_of(desk, TWO)
    published = VerifyingKey.from_jwk((await desk.get("/receipt-key", scopes=None)).json())
    assert published == VerifyingKey.from_jwk(JournalKey.of(INSTALLATION).public)
    files = [
        ReceiptFile.from_json((await desk.get(f"{bid}/receipt", scopes=BIDDER, organisation=bidder)).json())
        for bid, bidder in ((before, ONE), (after, TWO))
    ]
    assert verify(files[1], [published], []).holds
    assert files[0].key != published
    assert verify(files[0], [files[0].key], []).holds
