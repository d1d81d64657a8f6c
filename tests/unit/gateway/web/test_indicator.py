"""The page of a figure."""

from typing import Any

from tests.unit.gateway.web.stub import Stub, page

PART = {"name": "as-registered", "label": {"fr": "Par titulaire"}, "value": "20.242", "unit": "days", "status": "ok"}
FIGURE: dict[str, Any] = {
    "id": "A5", "name": {"fr": "Part du territoire"}, "definition": {"fr": "Une définition."}, "definition_version": 1,
    "grain": "holding", "form": "share", "unit": "percent", "value": None, "status": "no_data", "numerator": None,
    "denominator": None, "coverage": {"known": 0, "total": 0, "rate": None}, "target": None, "gap": None,
    "left_censored": False, "as_of": None, "contracts": "/indicators/A5/contracts?buyer=1", "groups": [],
    "parts": [PART],
}  # fmt: skip


async def test_a_figure_of_other_rows_than_contracts_is_shown_with_its_parts_and_a_link_to_its_rows() -> None:
    rows = page({"ordinal": 0, "company": "443061841", "in_numerator": True})
    api = Stub({
        "GET /indicators/A5": FIGURE, "GET /indicators/A5/contracts": rows, "GET /dimensions": {"items": []},
    })  # fmt: skip
    answer = await api.get("/fr/indicators/A5")
    assert answer.status_code == 200
    assert "<dt>Par titulaire</dt><dd>20,2 jours</dd>" in answer.text
    assert 'href="/indicators/A5/contracts?buyer=1"' in answer.text
