"""A real Chromium: the one named by CHROMIUM, one on the machine, or Debian's package where it may be installed."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PACKAGE = "chromium"


class NoBrowser(Exception):
    """There is no browser and none can be installed here; the message says what to do."""


def executable(folder: Path) -> str:
    """The browser's program; `folder` is shared by the workers of a run. Raises `NoBrowser`."""
    with (folder / "chromium.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if found := _found():
            return found
        if os.geteuid() or not shutil.which("apt-get"):
            raise NoBrowser("Install Chromium (Debian's package `chromium`), or name one with CHROMIUM=/path/to/it.")
        _install()
        return _found() or PACKAGE


def _found() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def _install() -> None:
    _run("apt-get", "update", "-q")
    _run("apt-get", "install", "-qy", "--no-install-recommends", PACKAGE)


def _run(*command: str) -> None:
    done = subprocess.run(
        command, check=False, capture_output=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    )
    if done.returncode:
        raise NoBrowser(f"Debian's package {PACKAGE} could not be installed: {done.stderr.decode()[-500:]}")
