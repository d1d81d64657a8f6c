"""The log files of the platform's processes, one each and bounded."""

import shutil
from pathlib import Path

LARGEST = 10_000_000
"""Bytes after which a log is set aside as `NAME.log.1`, replacing the one before."""


class Logs:
    """A folder of `NAME.log`; processes append to their file themselves, so nothing is lost with the supervisor."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, name: str) -> Path:
        """The log file of a process."""
        return self._folder / f"{name}.log"

    def note(self, name: str, line: str) -> None:
        """Add a line of our own to a process's log."""
        with self.of(name).open("a") as file:
            file.write(line + "\n")

    def last_words(self, name: str) -> str:
        """One line for an operator: where the log is, and how it ends."""
        lines = self.of(name).read_text(errors="replace").strip().splitlines()
        ending = f" Its last words: {lines[-1][:300]}" if lines else ""
        return f"{name} did not become ready: see {self.of(name)}.{ending}"

    def bound(self) -> None:
        """Set aside each log that has grown too large; the writer goes on in the emptied file."""
        for log in self._folder.glob("*.log"):
            if log.stat().st_size > LARGEST:
                shutil.copyfile(log, log.with_suffix(".log.1"))
                with log.open("r+b") as file:
                    file.truncate()
