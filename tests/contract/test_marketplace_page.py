"""What docs/marketplace.md says of roles, routes, scopes and facts is so."""

import json
import re
from pathlib import Path

from contracts import offers, procedures
from contracts.reference.roles import roles

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "marketplace.md").read_text()
ROWS = re.findall(r"^\| ([\w, -]+) \| [^|]+ \| `([A-Z]+) (/[^`]+)` \| `?([\w:-]*)`? \|$", PAGE, re.MULTILINE)


def test_every_route_of_the_page_asks_for_the_scope_that_it_names() -> None:
    paths = json.loads((ROOT / "contracts" / "openapi" / "tenders.json").read_text())["paths"]
    assert ROWS
    for _, method, path, scope in ROWS:
        assert paths[path][method.lower()]["x-access"] == (scope or "public"), f"{method} {path}"


def test_every_role_of_the_page_has_the_scope_that_it_needs() -> None:
    for names, _, path, scope in ROWS:
        for name in names.split(", "):
            assert not scope or scope in roles()[name].scopes, f"{name} {path}"


def test_the_page_says_when_each_fact_is_told() -> None:
    named = set(re.findall(r"`([A-Z][a-z]+[A-Z]\w+)`", PAGE))
    assert named == {fact.__name__ for fact in (*procedures.FACTS, *offers.FACTS)}
