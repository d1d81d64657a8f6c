"""What may be chosen of a register that does not tell everything of every contract."""

from types import SimpleNamespace
from typing import Any

from gateway.web.language import spoken
from gateway.web.observatory import filters
from tests.unit.gateway.web.stub import Stub


def a_dimension(name: str, *values: str | None) -> dict[str, Any]:
    return {"name": name, "values": [{"value": one, "label": None, "contracts": 7} for one in values]}


DIMENSIONS = {"items": [a_dimension("year", "2019", None, "2020"), a_dimension("department", "it", None)]}


def test_the_years_to_choose_are_those_that_are_told() -> None:
    visit: Any = SimpleNamespace(language=spoken("fr"), query={})
    options = [code for code, _ in filters.period(visit, DIMENSIONS).options]
    assert options == ["rolling-12", "2020", "2019", "all"]


async def test_contracts_without_a_department_make_none() -> None:
    answer = await Stub({"GET /dimensions": DIMENSIONS}).get("/fr/departments")
    assert answer.status_code == 200
    assert "/departments/it" in answer.text
    assert "None" not in answer.text


async def test_what_no_contract_tells_is_not_compared() -> None:
    year = a_dimension("year", None, "2020")
    api = Stub(
        {
            "GET /dimensions": {"items": [a_dimension("department", None), year]},
            "GET /observatory/comparisons": {"items": []},
        }
    )
    answer = await api.get("/fr/observatory/comparisons?by=department")
    assert answer.status_code == 200
    assert 'value="2020" checked' in answer.text
