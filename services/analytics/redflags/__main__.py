"""`python -m services.analytics.redflags FILE`: reads releases, prints one JSON document."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import orjson
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from services.analytics.domain.redflags.flag import Group
from services.analytics.domain.redflags.inquiry import Inquiry
from services.analytics.redflags.answer import Document, document
from services.analytics.redflags.reading import Lines
from services.analytics.redflags.settings_file import UnreadableSettings, hushes_currencies, parsed

FAILED = 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("redflags", description="Red flags of a file of OCDS compiled releases.")
    parser.add_argument("file", help="one compiled release a line; - reads standard input")
    parser.add_argument("-s", "--settings", type=Path, help="Cardinal's settings file; its sections enable indicators")
    parser.add_argument("-o", "--output", type=Path, help="where the answer goes; default: standard output")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say what the settings would keep quiet")
    parser.add_argument("-c", "--count", action="store_true", help="print the number of results per group aside")
    parser.add_argument("--no-meta", action="store_true", help="leave the quartiles and fences out")
    parser.add_argument("--map", action="store_true", help="add which organizations stand behind which processes")
    return parser.parse_args()


@contextmanager
def _opened(name: str, margin: Console) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn()
    progress = Progress(*columns, console=margin, transient=True, disable=not margin.is_terminal)
    with progress, progress.open(name, "rb", description="Reading", buffering=1 << 20) as file:
        yield file


def _run(given: argparse.Namespace, margin: Console) -> Document:
    text = given.settings.read_text(encoding="utf-8") if given.settings else ""
    inquiry = Inquiry(parsed(text), traced=given.map)
    with _opened(given.file, margin) as file:
        lines = Lines(file, lambda warning: margin.out(warning, highlight=False))
        for process in lines.processes():
            inquiry.see(process)
    with_currencies = bool(given.verbose) or not hushes_currencies(text)
    for remark in _remarks(lines, inquiry, with_currencies=with_currencies):
        margin.out(remark, highlight=False)
    return document(inquiry, inquiry.concluded(), with_meta=not given.no_meta, with_maps=given.map)


def _remarks(lines: Lines, inquiry: Inquiry, *, with_currencies: bool) -> Iterator[str]:
    if lines.unreadable or lines.nameless:
        yield f"{lines.read} lines: {lines.unreadable} not read, {lines.nameless} without ocid"
    for currency, count in sorted(inquiry.currency.left_out.items()) if with_currencies else ():
        yield f"amounts in {currency} left out {count} times: the main currency is {inquiry.currency.code}"


def _write(answer: Document, output: Path | None) -> None:
    written = orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)
    if output:
        output.write_bytes(written)
    else:
        sys.stdout.buffer.write(written)


def main() -> int:
    """Run; a failure is one line on standard error."""
    given, margin = _arguments(), Console(stderr=True, soft_wrap=True)
    try:
        answer = _run(given, margin)
        _write(answer, given.output)
    except UnreadableSettings as failure:
        margin.out(f"{given.settings}: {failure}", highlight=False)
        return FAILED
    except (OSError, UnicodeDecodeError) as failure:
        margin.out(f"cannot read or write: {failure}", highlight=False)
        return FAILED
    if given.count:
        for group in Group:
            margin.out(f"{group}: {len(answer.get(group, ()))}", highlight=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
