"""Deletes what the platform stored, where it does not run."""

import shutil
from pathlib import Path

from deploy.embedded.identity import unprivileged
from deploy.embedded.lock import HomeLock


def forget(home: Path) -> None:
    """Delete a home with its data, wherever the database had to keep them; refuses while the platform runs."""
    if not home.exists():
        return
    with HomeLock(home) as lock:
        shutil.rmtree(unprivileged().place(lock.home / "postgres"), ignore_errors=True)
        shutil.rmtree(home)
