"""`python -m tests.contract.indicator_facts` writes docs/facts-for-indicators.md from the data."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from contracts.catalogue import FACTS, RESTRICTED
from contracts.indicator_inputs import InputDocument, Inputs, indicator_inputs

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "facts-for-indicators.md"
_HEAD = """# Facts for indicators

From which facts each figure of the observatory that starts from procedures is computed. Written from
`contracts/reference/indicator_inputs.yaml`; a test holds each member against the schema of its fact, and this page
against the data: `python -m tests.contract.indicator_facts` writes it anew.

A member is written as its fact and the path in it, which goes through lists unsaid. Facts of an act, an award or an
evaluation are joined to their tender or contract by `tender_id`, `procedure_id` and `contract_id`. A fact about a
contract carries its whole state. *Lacks* says what a figure needs that no fact of a procedure can tell. Facts of the
topics {restricted} are restricted.
"""


def page(inputs: InputDocument | None = None) -> str:
    """The page as the data have it."""
    inputs = inputs or indicator_inputs()
    restricted = ", ".join(f"`{topic}`" for topic in RESTRICTED.values())
    sections = (_figures, _dimensions, _renewals, _unread)
    return "\n".join([_HEAD.format(restricted=restricted), *(section(inputs) for section in sections)])


def _figures(inputs: InputDocument) -> str:
    rows = [_row(one) for one in inputs.indicators]
    head = ["| Id | Figure | Numerator | Denominator | Dimensions | Lacks |", "|---|---|---|---|---|---|"]
    return "\n".join(["## Figures", "", *head, *rows, ""])


def _row(one: Inputs) -> str:
    cells = (one.id, one.name, _code(one.numerator), _code(one.denominator), one.dimensions, "; ".join(one.lacks))
    return f"| {' | '.join(cells)} |"


def _dimensions(inputs: InputDocument) -> str:
    lines = ["## Dimensions", ""]
    for name, places in inputs.dimensions.items():
        lines += [f"### Of a {name}", "", "| Dimension | Member |", "|---|---|"]
        lines += [*(f"| {dimension} | `{path}` |" for dimension, path in places.items()), ""]
    return "\n".join(lines)


def _renewals(inputs: InputDocument) -> str:
    rows = [f"| `{known}` | {_code(later)} |" for known, later in inputs.renewed_by.items()]
    return "\n".join(["## What later facts replace", "", "| Member | Replaced by |", "|---|---|", *rows, ""])


def _unread(inputs: InputDocument) -> str:
    """The facts that feed no figure: they are told for other readers."""
    read = {path.partition(".")[0] for path in inputs.paths}
    names = ", ".join(f"`{fact.__name__}`" for fact in FACTS if fact.__name__ not in read)
    return f"## Facts that feed no figure\n\n{names}\n"


def _code(paths: Iterable[str]) -> str:
    return ", ".join(_quoted(paths))


def _quoted(paths: Iterable[str]) -> Iterator[str]:
    yield from (f"`{path}`" for path in paths)


if __name__ == "__main__":
    PAGE.write_text(page())
