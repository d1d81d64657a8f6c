"""One platform per home: the lock that a second start runs into."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from deploy.embedded.refusal import CannotStart


class HomeLock:
    """Holds a home for one supervisor; the kernel releases it however the supervisor ends, so it is never stale."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.path = self.home / "lock"
        self._file: IO[str] | None = None
        self.crashed: str | None = None
        """Process id of a supervisor that left its lock file behind without holding it any more."""

    def __enter__(self) -> Self:
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        file = self.path.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = _content(file)
            file.close()
            raise CannotStart(self._occupied(owner)) from None
        self.crashed = _content(file) or None
        self._write(file, str(os.getpid()))
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._write(self._file, "")
            self._file.close()

    def _occupied(self, owner: str) -> str:
        return (
            f"The platform in {self.home} is already running (process {owner}): stop it with Ctrl-C in its "
            f"terminal or `kill {owner}`, or start another one with PRENAN_HOME=another-folder and PORT=another-port."
        )

    @staticmethod
    def _write(file: IO[str], text: str) -> None:
        file.seek(0)
        file.truncate()
        file.write(text)
        file.flush()


def _content(file: IO[str]) -> str:
    file.seek(0)
    return file.read().strip()
