"""The alert rules ask for metrics that exist and are described, and for labels that they have."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
RULES = [
    rule
    for group in yaml.safe_load((ROOT / "deploy" / "prometheus" / "alerts.yaml").read_text())["groups"]
    for rule in group["rules"]
]
PAGE = (ROOT / "docs" / "operations.md").read_text()
_MADE = re.compile(r'(?:Gauge|Counter|Histogram)\(\s*"(prenan_\w+)",[^)\]]*?(?:\[([^\]]*)\]|\))', re.DOTALL)


def metrics() -> dict[str, set[str]]:
    """The labels of every metric that some process measures."""
    sources = (path.read_text() for part in ("chassis", "gateway", "services") for path in (ROOT / part).rglob("*.py"))
    made = [found for source in sources for found in _MADE.findall(source)]
    return {name.removesuffix("_total"): set(re.findall(r'"(\w+)"', labels)) for name, labels in made}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_a_rule_asks_for_what_is_measured_and_says_what_it_means(rule: dict[str, Any]) -> None:
    asked = {re.sub(r"_(total|count)$", "", name) for name in re.findall(r"prenan_\w+", rule["expr"])}
    assert asked <= metrics().keys()
    assert all(name in PAGE for name in asked)
    by = {label for labels in re.findall(r"by \(([^)]*)\)", rule["expr"]) for label in labels.split(", ")}
    wanted = by | set(re.findall(r"(\w+)=~?\"", rule["expr"]))
    assert all(wanted <= metrics()[name] for name in asked)
    assert set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"])) <= by
    assert rule["labels"]["severity"] in ("page", "ticket")


def test_every_rule_has_a_name_of_its_own() -> None:
    names = [rule["alert"] for rule in RULES]
    assert len(names) == len(set(names)) >= 10
