"""docs/limits.md says the quotas that are enforced."""

import re
from pathlib import Path

from gateway.limits.cost import CLASSES, WINDOW_SECONDS

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
_ROW = re.compile(r"^\| `(\w+)` \|[^|]+\| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE)


def test_the_table_says_the_quotas_of_every_class() -> None:
    rows = _ROW.findall(PAGE.read_text())
    said = {name: tuple(int(one.replace(",", "")) for one in quotas) for name, *quotas in rows}
    assert said == {cost.value: (one.public.requests, one.client.requests) for cost, one in CLASSES.items()}
    assert WINDOW_SECONDS == 60
