"""How far a file is that is sent while it is read."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from deploy.cli.options import margin


@contextmanager
def streaming_shown() -> Iterator[Progress]:
    """A bar on the margin: how much of the file is read, how many are acknowledged, how long it may still take."""
    columns = (
        TextColumn("{task.description:<10}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[records]:,}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("[yellow]{task.fields[waits]}"),
    )
    with Progress(*columns, console=margin()) as progress:
        yield progress
