"""The page on red flags shows what the program does."""

import json
import re
import subprocess
import sys
from pathlib import Path

from services.analytics.domain.redflags.settings import OPTIONS

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs/red-flags.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_gives_the_answer_of_the_page(tmp_path: Path) -> None:
    releases, settings, answer = re.findall(r"```(?:json|ini)\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "releases.jsonl").write_text(releases, encoding="utf-8")
    (tmp_path / "settings.ini").write_text(settings, encoding="utf-8")
    files = (str(tmp_path / "releases.jsonl"), "--settings", str(tmp_path / "settings.ini"))
    command = [sys.executable, "-m", "services.analytics.redflags", *files, "--map"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert (json.loads(ended.stdout), ended.stderr) == (json.loads(answer), "")


def test_the_page_has_a_row_for_each_indicator() -> None:
    assert re.findall(r"^\| (R\d{3}) ", PAGE, re.MULTILINE) == list(OPTIONS)
