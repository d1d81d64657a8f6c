"""What docs/marketplace.md and docs/sourcing.md say of roles, routes, scopes and facts is so."""

import json
import re
from pathlib import Path

import pytest

from contracts import offers, procedures
from contracts.reference.roles import roles

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "marketplace.md").read_text()
_ROW = re.compile(r"^\| ([\w, -]+) \| [^|]+ \| `([A-Z]+) (/[^`]+)` \| `?([\w:-]*)`? \|$", re.MULTILINE)
ROWS = {
    "tenders": _ROW.findall(PAGE),
    "suppliers": _ROW.findall((ROOT / "docs" / "sourcing.md").read_text()),
}
"""The rows of each page, by the service whose routes they name."""

of_each_page = pytest.mark.parametrize("service", ROWS)


@of_each_page
def test_every_route_of_the_page_asks_for_the_scope_that_it_names(service: str) -> None:
    paths = json.loads((ROOT / "contracts" / "openapi" / f"{service}.json").read_text())["paths"]
    assert ROWS[service]
    for _, method, path, scope in ROWS[service]:
        assert paths[path][method.lower()]["x-access"] == (scope or "public"), f"{method} {path}"


@of_each_page
def test_every_role_of_the_page_has_the_scope_that_it_needs(service: str) -> None:
    for names, _, path, scope in ROWS[service]:
        for name in names.split(", "):
            assert not scope or scope in roles()[name].scopes, f"{name} {path}"


def test_the_page_says_when_each_fact_is_told() -> None:
    named = set(re.findall(r"`([A-Z][a-z]+[A-Z]\w+)`", PAGE))
    assert named == {fact.__name__ for fact in (*procedures.FACTS, *offers.FACTS)}
