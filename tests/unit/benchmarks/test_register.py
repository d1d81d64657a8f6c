"""The invented register: valid numbers, real places, the same for one seed, errors as many as asked for."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from stdnum.fr import siret

from benchmarks.register import place
from benchmarks.register.__main__ import write, write_states
from benchmarks.register.activity import ACTIVITIES
from benchmarks.register.flaw import FLAWS, LEFT_OUT, flawed
from benchmarks.register.row import COLUMN, HEADING, rows
from contracts.reference.regions import region_by_department
from contracts.suppliers import SupplierState
from deploy.cli.suppliers.ledger import Ledger
from deploy.cli.suppliers.opening import open_suppliers

COUNT, SEED = 3000, 7


def read(path: Path) -> tuple[list[SupplierState], Ledger]:
    ledger = Ledger()
    with open_suppliers(path, None, ledger) as file:
        return [state for _, state in file.suppliers], ledger


def test_one_seed_is_one_register_and_another_is_another() -> None:
    assert list(rows(50, SEED)) == list(rows(50, SEED))
    assert list(rows(50, SEED)) != list(rows(50, SEED + 1))
    assert list(rows(50, SEED)) == list(rows(100, SEED))[:50]


def test_every_number_is_valid_its_own_and_of_nobody() -> None:
    numbers = [row[COLUMN["siret"]] for row in rows(COUNT, SEED)]
    assert all(siret.is_valid(number) and number.startswith("0") for number in numbers)
    assert len(set(numbers)) == COUNT
    assert numbers == sorted(numbers)
    assert numbers[0] > "00010"  # the sample market has the lower ones


def test_most_companies_are_micro_and_many_are_one_person() -> None:
    heads = [row for row in rows(COUNT, SEED) if row[COLUMN["etablissementSiege"]] == "true"]
    bands = Counter(row[COLUMN["trancheEffectifsUniteLegale"]] for row in heads)
    micro = sum(bands[band] for band in ("NN", "00", "01", "02", "03"))
    assert 0.93 < micro / len(heads) < 0.98
    alone = sum(row[COLUMN["categorieJuridiqueUniteLegale"]] == "1000" for row in heads)
    assert 0.4 < alone / len(heads) < 0.55


def test_communes_are_of_every_department_and_each_has_one_code() -> None:
    codes = [commune.code for commune in place.COMMUNES]
    assert {commune.department for commune in place.COMMUNES} == set(region_by_department())
    assert len(set(codes)) == len(codes)


def test_what_is_planted_is_what_the_import_finds(tmp_path: Path) -> None:
    planted = [flaw for _, flaw in flawed(rows(COUNT, SEED), 0.02, SEED) if flaw]
    assert len(planted) == COUNT * 0.02
    assert set(planted) == set(FLAWS)
    with (tmp_path / "register.csv").open("w", newline="") as file:
        write(file, (row for row, _ in flawed(rows(COUNT, SEED), 0.02, SEED)))
    states, ledger = read(tmp_path / "register.csv")
    assert len(states) == COUNT - sum(flaw in LEFT_OUT for flaw in planted)
    assert ledger.count() == len(planted)


def test_the_register_reads_without_a_finding(tmp_path: Path) -> None:
    with (tmp_path / "register.csv").open("w", newline="") as file:
        write(file, rows(COUNT, SEED))
    states, ledger = read(tmp_path / "register.csv")
    assert (len(states), ledger.count(), ledger.passed_over) == (COUNT, 0, 0)
    assert {state.naf for state in states} == {activity.naf for activity in ACTIVITIES}
    assert all(state.coordinates for state in states if state.place and not (state.place.department or "97") >= "97")


def test_the_heading_is_that_of_the_stock() -> None:
    stream = io.StringIO()
    write(stream, rows(1, SEED))
    heading, row = csv.reader(io.StringIO(stream.getvalue()))
    assert tuple(heading) == HEADING
    assert len(row) == len(HEADING)


def test_states_are_what_the_import_reads_one_a_line(tmp_path: Path) -> None:
    stream = io.StringIO()
    write_states(stream, rows(COUNT, SEED))
    with (tmp_path / "register.csv").open("w", newline="") as file:
        write(file, rows(COUNT, SEED))
    lines = stream.getvalue().splitlines()
    assert [SupplierState.model_validate_json(line) for line in lines] == read(tmp_path / "register.csv")[0]


@pytest.mark.parametrize("first", [1_000_000, 9_999_999])
def test_a_register_may_begin_elsewhere(first: int) -> None:
    [row] = rows(1, SEED, first)
    assert row[COLUMN["siren"]].startswith(f"{first:08d}")
