"""A purchase plan is read row by row, and its errors come back."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from services.suppliers.api.plan_file import MOST_ROWS, PlanUnreadable, read_plan

DAY = date(2027, 3, 1)
LINES = """Intitulé;CPV;Département;Montant
Réfection de voirie;45233140-2;35;120 000,50 €
Pain;;01;
;15811000;29;1000
Mobilier;4523;29;1000
Papier;30197630;29;beaucoup
"""


def as_workbook(text: str) -> bytes:
    book = Workbook()
    for line in text.splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in line.split(";")])  # type: ignore[union-attr]
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("content", [LINES.encode(), LINES.encode("windows-1252"), as_workbook(LINES)])
def test_a_plan_is_read_from_csv_or_a_workbook_and_its_errors_come_back(content: bytes) -> None:
    needs, flaws = read_plan(content, DAY)
    assert [(row, need.text, need.codes, need.department) for row, need in needs] == [
        (2, "Réfection de voirie", ("45233140",), "35"),
        (3, "Pain", (), "01"),
    ]
    assert needs[0][1].value is not None
    assert needs[0][1].value.high == Decimal("120000.50")
    assert [(flaw.row.number, flaw.column) for flaw in flaws] == [(4, "title"), (5, "cpv"), (6, "value")]
    assert flaws[1].row.cells["title"] == "Mobilier"


@pytest.mark.parametrize("amount", ["NaN", "-5", "1e400", "0"])
def test_an_amount_is_a_sum_of_money(amount: str) -> None:
    _, [flaw] = read_plan(f"objet,montant\nPain,{amount}\n".encode(), DAY)
    assert (flaw.column, flaw.reason) == ("value", "not an amount")


@pytest.mark.parametrize("content", [b"", b"cpv;montant\n15811000;5\n", b"PK\x03\x04 not a workbook"])
def test_a_file_that_is_no_plan_is_refused(content: bytes) -> None:
    with pytest.raises(PlanUnreadable):
        read_plan(content, DAY)


def test_a_plan_has_a_largest_size() -> None:
    rows = "objet\n" + "Pain\n" * (MOST_ROWS + 1)
    with pytest.raises(PlanUnreadable):
        read_plan(rows.encode(), DAY)
    assert len(read_plan(rows.removesuffix("Pain\n").encode(), DAY)[0]) == MOST_ROWS
