"""Importing: batches, checkpoint and summary, before a platform that fails and recovers."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from rich.console import Console
from rich.progress import Progress
from starlette.responses import PlainTextResponse

from contracts.vocabulary import ContractState, Holder, Identifier, Role
from deploy.cli.batches import MOST_RECORDS, batches
from deploy.cli.checkpoint import Checkpoint
from deploy.cli.door import Door
from deploy.cli.failure import Failure
from deploy.cli.intake import take_in
from deploy.cli.patience import Patience
from deploy.cli.reading import Entry, Finding, Reading
from deploy.cli.report import write_report
from deploy.cli.summary import Summary
from deploy.sample.identifiers import siret
from tests.unit.deploy.platform import Platform, a_problem

BUYER = siret(1)


class Clock:
    """Time that passes only while somebody pauses."""

    def __init__(self) -> None:
        self.now = 0.0

    async def pause(self, seconds: float) -> None:
        self.now += seconds

    def __call__(self) -> float:
        return self.now


class Import:
    """An import of some contracts, into a platform under test."""

    def __init__(self, home: Path) -> None:
        self.home, self.platform, self.clock = home, Platform(), Clock()
        self.heard: list[str] = []

    def checkpoint(self, what: bytes = b"a file") -> Checkpoint:
        return Checkpoint.of(self.home, what)

    async def run(self, reading: Reading) -> Summary:
        patience = Patience(120, self.clock.pause, self.clock, self.heard.append)
        async with self.platform.client() as client:
            with Progress(console=Console(quiet=True)) as progress:
                return await take_in(reading, Door(client, patience), self.checkpoint(), progress)


@pytest.fixture
def importing(tmp_path: Path) -> Import:
    return Import(tmp_path)


def a_contract(number: int, *holders: Holder, title: str = "Works") -> ContractState:
    return ContractState(buyer=BUYER, reference=f"C{number}", title=title, holders=holders or (a_holder(number),))


def a_holder(number: int | None, role: Role = Role.SOLE) -> Holder:
    identifier = None if number is None else Identifier(id=siret(100 + number))
    return Holder(identifier=identifier, name=f"Company {number}", role=role)


def a_reading(contracts: int) -> Reading:
    return Reading(rows=contracts, entries=[Entry((row,), a_contract(row)) for row in range(1, contracts + 1)])


async def test_suppliers_go_in_before_contracts(importing):
    await importing.run(a_reading(450))
    assert [path for path, _ in importing.platform.requests] == ["/supplier-records"] * 3 + ["/contract-records"] * 3
    assert len(importing.platform.held) == 900


async def test_a_second_import_truly_asks_again_and_changes_nothing(importing):
    first = await importing.run(a_reading(250))
    asked = len(importing.platform.requests)
    second = await importing.run(a_reading(250))
    assert first.contracts == {"created": 250}
    assert second.contracts == {"unchanged": 250}
    assert second.suppliers == {"unchanged": 250}
    assert len(importing.platform.requests) == 2 * asked


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused"),
        httpx.ReadError("killed"),
        a_problem(503, "unavailable", retryable=True),
        a_problem(504, "too-slow", retryable=True),
        a_problem(429, "too-many-requests"),
        a_problem(500, "internal"),
        a_problem(409, "still-in-progress"),
        PlainTextResponse("Bad gateway", 502),
    ],
    ids=["refused", "killed", "503", "504", "429", "500", "409", "502"],
)
async def test_what_passes_is_waited_out(importing, failure):
    importing.platform.answers.extend([failure] * 5)
    summary = await importing.run(a_reading(3))
    assert summary.contracts == {"created": 3}
    assert importing.clock.now > 0
    assert len(importing.heard) == 5


async def test_a_lost_answer_is_given_again_and_not_counted_as_a_change(importing):
    importing.platform.lost = 2
    summary = await importing.run(a_reading(3))
    assert summary.contracts == {"created": 3}


async def test_patience_ends_after_two_minutes_with_a_cure(importing):
    importing.platform.answers.extend([httpx.ConnectError("refused")] * 500)
    with pytest.raises(Failure, match="start the same command again: it goes on where it stopped"):
        await importing.run(a_reading(1))
    assert 120 <= importing.clock.now < 125


async def test_a_killed_import_goes_on_where_it_was(importing):
    reading = a_reading(450)
    importing.platform.judge = _raise_at(201)
    with pytest.raises(KeyError):
        await importing.run(reading)
    importing.platform.judge = lambda _: []
    importing.platform.requests.clear()
    summary = await importing.run(reading)
    assert importing.platform.requests == [("/contract-records", MOST_RECORDS)]
    assert summary.contracts == {"created": 450}
    assert summary.suppliers == {"created": 450}


def _raise_at(number: int) -> Callable[[dict], list]:
    def judge(record: dict) -> list:
        if record.get("reference") == f"C{number}":
            raise KeyError(number)
        return []

    return judge


async def test_a_checkpoint_cut_short_by_a_crash_is_read_up_to_there(importing):
    [batch] = batches("/contract-records", [a_contract(1)])
    checkpoint = importing.checkpoint()
    checkpoint.keep(batch, [])
    [file] = (importing.home / "imports").iterdir()
    file.write_text(file.read_text() + '{"batch": "abc", "outc')
    again = importing.checkpoint()
    assert again.run == checkpoint.run
    assert again.outcomes(batch) == []


async def test_another_import_ends_the_checkpoint_of_an_unfinished_one(importing):
    first = importing.checkpoint(b"a file")
    importing.checkpoint(b"another file")
    assert importing.checkpoint(b"a file").run != first.run


async def test_a_refused_contract_is_led_back_to_its_row_and_holds_back_no_other(importing):
    members = a_holder(7, Role.LEAD), a_holder(None, Role.MEMBER)
    reading = a_reading(3)
    reading.entries.append(Entry((4, 5), a_contract(4, *members)))
    flaw = {"pointer": "/holders/1/name", "code": "name-unknown", "detail": "Nobody is called so"}
    importing.platform.judge = lambda record: [flaw] if record.get("reference") == "C4" else []
    summary = await importing.run(reading)
    assert summary.contracts == {"created": 3, "refused": 1}
    assert summary.taken == 3
    assert summary.findings == [Finding(5, "holders.name", "Nobody is called so (name-unknown)", refused=True)]
    assert summary.without_identifier == 1


async def test_a_refused_supplier_is_reported_at_its_first_row_and_its_contract_goes_in(importing):
    flaw = {"pointer": "/name", "code": "too-long", "detail": "Too long"}
    refused = a_holder(2).identifier
    importing.platform.judge = lambda record: [flaw] if record.get("identifier") == refused.model_dump() else []
    summary = await importing.run(a_reading(3))
    assert summary.contracts == {"created": 3}
    assert summary.findings == [Finding(2, "holders.name", "Too long (too-long)")]


async def test_a_batch_refused_as_a_whole_is_sent_in_parts(importing):
    importing.platform.answers.extend([a_problem(413, "body-too-large"), a_problem(422, "invalid-request")])
    importing.platform.answers.append(a_problem(422, "invalid-request"))
    summary = await importing.run(a_reading(4))
    assert summary.suppliers == {"refused": 1, "created": 3}
    assert [finding.row for finding in summary.findings] == [1]


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        (a_problem(401, "unauthenticated"), "refuses the key"),
        (a_problem(403, "scope-missing"), "refuses the key"),
        (a_problem(404, "path-unknown"), "does not serve /supplier-records"),
        (PlainTextResponse("It works!"), "does not serve /supplier-records"),
        (PlainTextResponse("Not found", 404), "does not serve /supplier-records"),
    ],
    ids=["no-key", "no-scope", "no-path", "no-platform", "no-page"],
)
async def test_what_does_not_pass_is_one_clear_line(importing, answer, line):
    importing.platform.answers.append(answer)
    with pytest.raises(Failure, match=line):
        await importing.run(a_reading(1))


async def test_the_summary_counts_lines_and_sirens(importing):
    reading = Reading(rows=9, entries=[Entry((2,), a_contract(1)), Entry((3,), a_contract(2, a_holder(1)))])
    reading.report(5, "buyer", "wrong", refused=True)
    summary = await importing.run(reading)
    document = summary.document()
    assert document["rows"] == 9
    assert document["holder_lines"] == 2
    assert document["holder_sirens"] == 1
    assert document["unreadable_contracts"] == 1
    assert document["contracts"]["created"] == 2


def test_batches_are_bounded_in_number_and_bytes_and_hold_every_record_once():
    long = [a_contract(number, title="x" * 4000) for number in range(600)]
    cut = list(batches("/contract-records", long))
    assert sum(len(batch.records) for batch in cut) == 600
    assert all(len(batch.records) <= MOST_RECORDS and len(batch.body) <= 1_010_000 for batch in cut)
    assert len({batch.digest for batch in cut}) == len(cut)


def test_the_report_has_one_line_for_each_finding(tmp_path):
    told = [Finding(2, "buyer", "x", True), Finding(3, "cpv", "wrong, truly", value="12")]
    write_report(tmp_path / "new" / "report.csv", told, {"buyer": "Acheteur"})
    assert (tmp_path / "new" / "report.csv").read_text().splitlines() == [
        "row,column,value,reason,cure,effect",
        "2,Acheteur,,x,write the 14 digits of the buyer's SIRET,left out",
        '3,cpv,12,"wrong, truly",write a CPV code of eight digits,kept without it',
    ]
