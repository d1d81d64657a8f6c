"""A program that tests need: the one on the machine, or that of Debian's package where it may be installed."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest

PATIENCE_SECONDS = 300
"""How long another installation is waited for."""


class NoProgram(Exception):
    """There is none and it can not be installed here; the message says what to do."""


def program(package: str, *names: str, folder: Path) -> str:
    """Where a program is, by the first of its names that is known; `folder` is shared by the workers of a run.

    Raises `NoProgram`.
    """
    with (folder / f"{package}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return _found(names) or _installed(package, names)


def _found(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)


def _installed(package: str, names: tuple[str, ...]) -> str:
    if os.geteuid() or not shutil.which("apt-get"):
        raise NoProgram(f"Install {names[0]} (Debian's package `{package}`).")
    for command in (("update", "-q"), ("install", "-qy", "--no-install-recommends", package)):
        done = subprocess.run(
            ("apt-get", "-o", f"DPkg::Lock::Timeout={PATIENCE_SECONDS}", *command),
            check=False,
            capture_output=True,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
        if done.returncode:
            raise NoProgram(f"Debian's package {package} could not be installed: {done.stderr.decode()[-500:]}")
    return _found(names) or names[0]


def lacking(reason: Exception) -> NoReturn:
    """Skip a test for want of what it needs; CI accepts no such reason."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI runs every test, but: {reason}")
    pytest.skip(str(reason))
