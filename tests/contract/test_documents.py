"""The documents name what exists: files, headings, tests."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
_LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
_TEST = re.compile(r"`(test_\w+)(\.py)?`")
_PATH = re.compile(r"`((?:tests|deploy|chassis|contracts|services|gateway)/[\w./-]+)`")

on_each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def anchors(page: Path) -> set[str]:
    """The headings of a page, as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@on_each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for path, anchor in _LINK.findall(page.read_text()):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        assert not anchor or anchor in anchors(target), f"{path}#{anchor}"


@on_each_page
def test_every_path_that_is_named_exists(page: Path) -> None:
    for path in _PATH.findall(page.read_text()):
        assert (ROOT / path).exists(), path


@pytest.fixture(scope="module")
def written() -> set[str]:
    """The names of all tests, and of their files."""
    files = list(ROOT.glob("tests/**/test_*.py"))
    return {path.stem for path in files} | {
        name for path in files for name in re.findall(r"def (test_\w+)", path.read_text())
    }


@on_each_page
def test_every_test_that_is_named_exists(page: Path, written: set[str]) -> None:
    assert {name for name, _ in _TEST.findall(page.read_text())} <= written
