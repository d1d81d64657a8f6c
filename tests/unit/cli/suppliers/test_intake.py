"""Suppliers go in as their file is read: bounded, resumed, reported, and twice without a change."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from deploy.cli.checkpoint import Checkpoint, digest_of
from deploy.cli.door import Door
from deploy.cli.patience import Patience
from deploy.cli.report import write_report
from deploy.cli.suppliers.intake import MOST_SUPPLIERS, Intake
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.opening import open_suppliers
from deploy.cli.suppliers.summary import SupplierSummary
from deploy.sample.identifiers import siret
from tests.unit.cli.suppliers.registers import sirene
from tests.unit.deploy.platform import Platform

COUNT = 2 * MOST_SUPPLIERS + 50


class Import:
    """An import of a stock of establishments, into a platform under test."""

    def __init__(self, home: Path) -> None:
        self.home, self.platform = home, Platform()
        numbers: Sequence[int] = range(1, COUNT + 1)
        self.file = sirene(home / "stock.csv", *({"siret": siret(number)} for number in numbers))
        self.told: list[tuple[int, int]] = []

    async def run(self) -> SupplierSummary:
        ledger = Ledger()
        checkpoint = Checkpoint.of(self.home, digest_of(self.file))
        async with self.platform.client() as client:
            with open_suppliers(self.file, None, ledger) as file:
                intake = Intake(file, SupplierSummary(ledger), lambda *told: self.told.append(told))
                await intake.run(Door(client, Patience()), checkpoint)
                write_report(self.home / "report.csv", ledger.findings(), file.columns)
        return intake.summary

    @property
    def report(self) -> list[dict[str, str]]:
        with (self.home / "report.csv").open(newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def importing(tmp_path: Path) -> Import:
    return Import(tmp_path)


async def test_every_supplier_goes_in_once_and_a_second_import_changes_nothing(importing: Import) -> None:
    first, second = await importing.run(), await importing.run()
    assert (first.suppliers, second.suppliers) == ({"created": COUNT}, {"unchanged": COUNT})
    assert (first.taken, first.left_out, first.resumed) == (COUNT, 0, 0)
    assert len(importing.platform.held) == COUNT


async def test_progress_says_how_much_is_read_and_acknowledged(importing: Import) -> None:
    await importing.run()
    read, acknowledged = importing.told[-1]
    assert read == importing.file.stat().st_size
    assert acknowledged == COUNT


async def test_a_killed_import_goes_on_after_the_last_acknowledged_batch(importing: Import) -> None:
    def die(record: dict[str, object]) -> list[dict[str, str]]:
        if record["identifier"] == {"scheme": "SIRET", "id": siret(2 * MOST_SUPPLIERS + 1)}:
            raise KeyError
        return []

    importing.platform.judge = die
    with pytest.raises(KeyError):
        await importing.run()
    importing.platform.judge = lambda _: []
    importing.platform.requests.clear()
    summary = await importing.run()
    assert importing.platform.requests == [("/supplier-records", 50)]
    assert summary.suppliers == {"created": COUNT}
    assert summary.resumed == COUNT - 50


async def test_what_the_service_refuses_is_led_back_to_its_row(importing: Import) -> None:
    flaw = {"pointer": "/place/commune", "code": "unknown", "detail": "No such commune"}
    other = {"pointer": "/naf", "code": "unknown", "detail": "No such class"}
    refused = {"scheme": "SIRET", "id": siret(7)}
    importing.platform.judge = lambda record: [flaw, other] if record["identifier"] == refused else []
    summary = await importing.run()
    assert summary.suppliers == {"created": COUNT - 1, "refused": 1}
    assert (summary.taken, summary.left_out) == (COUNT - 1, 0)
    first, second = importing.report
    assert (first["row"], first["reason"], first["effect"]) == ("8", "No such class (unknown)", "left out")
    assert second["reason"] == "No such commune (unknown)"


async def test_the_report_names_row_column_cell_reason_and_cure(importing: Import) -> None:
    lines = importing.file.read_text().splitlines()
    lines[1:3] = [lines[1].replace(siret(1), "123"), lines[2].replace("47.61Z", "LIVRES")]
    importing.file.write_text("\n".join(lines))
    summary = await importing.run()
    assert (summary.taken, summary.left_out) == (COUNT - 1, 1)
    first, second = importing.report
    assert (first["row"], first["column"], first["value"], first["effect"]) == ("2", "siret", "123", "left out")
    assert (second["row"], second["column"], second["value"]) == ("3", "activitePrincipaleEtablissement", "LIVRES")
    assert second["reason"] == "'LIVRES' is not in the form of such a code"
    assert second["cure"] == "write a class of the NAF rev. 2, such as 43.21A"
    assert second["effect"] == "kept without it"
