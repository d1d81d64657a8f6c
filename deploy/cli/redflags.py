"""`prenan redflags`: the red flags of any file of OCDS compiled releases, with Cardinal's settings and output."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from deploy.embedded import ROOT


def _there(file: str) -> str:
    """A file that can be read from any folder, or standard input."""
    if file != "-" and not Path(file).is_file():
        raise typer.BadParameter(f"{file} is no file")
    return file if file == "-" else str(Path(file).resolve())


Releases = Annotated[str, typer.Argument(callback=_there, help="One compiled release a line; - is standard input.")]
SettingsFile = Annotated[
    Path | None, typer.Option("--settings", "-s", exists=True, dir_okay=False, help="INI; a section enables its rule.")
]
Output = Annotated[Path | None, typer.Option("--output", "-o", dir_okay=False, help="Default: standard output.")]
Verbose = Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say what the settings would keep quiet.")]
Count = Annotated[bool, typer.Option("--count", "-c", help="Say how many results each group has.")]
NoMeta = Annotated[bool, typer.Option("--no-meta", help="Leave quartiles and fences out.")]
Maps = Annotated[bool, typer.Option("--map", help="Add which organizations stand behind which processes.")]


def redflags(
    file: Releases,
    settings: SettingsFile = None,
    output: Output = None,
    verbose: Verbose = 0,
    count: Count = False,
    no_meta: NoMeta = False,
    maps: Maps = False,
) -> None:
    """Raise red flags on a file of OCDS compiled releases."""
    chosen = {"--verbose": verbose, "--count": count, "--no-meta": no_meta, "--map": maps}
    arguments = [
        *(("--settings", str(settings.resolve())) if settings else ()),
        *(("--output", str(output.resolve())) if output else ()),
        *(option for option, wanted in chosen.items() if wanted),
        "--",
        file,
    ]
    program = [sys.executable, "-m", "services.analytics.redflags", *arguments]
    ended = subprocess.run(program, cwd=ROOT, check=False)
    if ended.returncode:
        raise typer.Exit(ended.returncode)
