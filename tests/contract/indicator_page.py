"""`python -m tests.contract.indicator_page` writes docs/indicators.md from the catalogue."""

from collections.abc import Iterator
from pathlib import Path

from contracts.indicators import Computation, Indicator, Target, catalogue

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "indicators.md"
THEMES = {
    "A": "Access for companies",
    "R": "Balanced contracts",
    "S": "Social",
    "E": "Ecological and digital",
    "Q": "Transparency",
    "V": "Volume",
    "C": "Integrity",
}
_HEAD = """# Indicators

What each of the {count} figures of the observatory means. Written from `contracts/indicators.yaml`, which has all of it
in French too; a test holds this page against it: `python -m tests.contract.indicator_page` writes it anew. From which
facts they follow: [facts-for-indicators.md](facts-for-indicators.md).

A formula names measures of a grain: `services/analytics/persistence/measures/` says in SQL what each takes of its rows,
which `services/analytics/persistence/derivations/` makes from what was told. `median`, `mean` and the like stand in the
measure. A share is a hundred times numerator over denominator.

## For all figures
"""
_COLUMNS = ("Id", "Figure", "Definition", "Formula", "Unit", "Target", "Version")


def page() -> str:
    """The page as the catalogue has it."""
    whole = catalogue()
    lines = [_HEAD.format(count=len(whole.indicators))]
    lines += [f"- {words.en.strip()}" for words in whole.conventions]
    for family, theme in THEMES.items():
        lines += ["", f"## {theme}", "", _cells(_COLUMNS), _cells(["---"] * len(_COLUMNS))]
        lines += [_row(one) for one in whole.indicators if one.id.startswith(family)]
    return "\n".join([*lines, "", *_earlier(), ""])


def _cells(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(one: Indicator) -> str:
    formulas = [_formula(one), *(f"*{part.label.en}*: {_formula(part)}" for part in one.parts)]
    units = dict.fromkeys(each.unit for each in (one, *one.parts))
    told = (one.id, one.name.en, _meaning(one), "<br>".join(formulas), ", ".join(units), _aims(one), str(one.version))
    return _cells(told)


def _meaning(one: Indicator) -> str:
    sentences = [one.definition.en, *([one.method.en] if one.method else [])]
    lacks = [f"Not measurable: it lacks {'; '.join(words.en for words in one.lacks)}."] if one.lacks else []
    return " ".join([*(each.strip() for each in sentences), *lacks])


def _formula(one: Computation) -> str:
    over = f" / `{one.denominator}`" if one.denominator else ""
    return f"`{one.grain}`: `{one.numerator}`{over}"


def _aims(one: Indicator) -> str:
    reference = [f"seen: {one.reference.en}"] if one.reference else []
    return "; ".join([*(_aim(target) for target in one.targets), *reference])


def _aim(target: Target) -> str:
    since = f" from {target.year}" if target.year else ""
    whose = f" for {target.buyer}" if target.buyer else ""
    return f"{target.value:f}{since}{whose} ({target.plan})"


def _earlier() -> Iterator[str]:
    """Definitions that were in force before, and can still be asked for."""
    yield "## Earlier definitions"
    yield ""
    yield _cells(("Id", "Version", "Definition", "Formula"))
    yield _cells(("---",) * 4)
    for one in catalogue().indicators:
        for before in one.earlier:
            yield _cells((one.id, str(before.version), before.definition.en.strip(), _formula(before)))


if __name__ == "__main__":
    PAGE.write_text(page())
