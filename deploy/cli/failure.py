"""Expected failures of a command: one line that names the cause and the cure, never a traceback."""

from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from deploy.embedded.refusal import CannotStart


class Failure(Exception):
    """A command could not do what it was asked; the message says why, and what to do."""

    exit_code = 1


class Commands(TyperGroup):
    """A group of commands that shows a failure as its line and ends with its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except (Failure, CannotStart) as failure:
            Console(stderr=True, style="red").out(failure, highlight=False)
            raise typer.Exit(failure.exit_code) from failure
