"""A PostgreSQL server of our own: made, started and stopped without a container and never as root."""

import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from deploy.embedded.binaries import Binaries, found
from deploy.embedded.identity import Identity, unprivileged
from deploy.embedded.launch import launched, wait_for
from deploy.embedded.occupants import evict
from deploy.embedded.refusal import CannotStart

BUILTIN_LOCALE_SINCE = 17
READY_LINE = 7
"""Line of `postmaster.pid`, counted from 0, in which the server says whether it accepts connections."""
STOP_SIGNAL = signal.SIGINT
"""PostgreSQL's fast stop: sessions are ended, everything is written."""


@dataclass
class Cluster:
    """One server and its data; without a password everyone on this machine is trusted, for scratch data only."""

    directory: Path
    port: int
    password: str | None = None
    durable: bool = True
    """False gives up every write to disk that a crash of the machine needs: for scratch data only."""
    identity: Identity = field(default_factory=unprivileged)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.directory = self.identity.place(self.directory).resolve()

    @property
    def binaries(self) -> Binaries:
        """The programs that made these data, or will."""
        return found(self.directory)

    def address(self, database: str = "postgres", role: str = "postgres", password: str | None = None) -> str:
        """`DATABASE_URL` of a database of this cluster, by default the administrator's."""
        secret = password or (self.password if role == "postgres" else None)
        login = f"{role}:{secret}" if secret else role
        return f"postgresql://{login}@127.0.0.1:{self.port}/{database}"

    def initialise(self) -> None:
        """Make the data folder; done at once or not at all, so a start cut short leaves nothing half made."""
        if (self.directory / "PG_VERSION").exists():
            return
        draft = self.directory.with_name(self.directory.name + ".draft")
        shutil.rmtree(draft, ignore_errors=True)
        self.identity.own(draft)
        with tempfile.NamedTemporaryFile("w", suffix=".password") as secret:
            secret.write(self.password or "")
            secret.flush()
            self._initdb(draft, Path(secret.name))
        shutil.rmtree(self.directory, ignore_errors=True)
        draft.rename(self.directory)

    def _initdb(self, folder: Path, secret: Path) -> None:
        if self.identity.user:
            shutil.chown(secret, self.identity.user)
        binaries = found()
        login = ["--auth=scram-sha-256", f"--pwfile={secret}"] if self.password else ["--auth=trust"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if binaries.major < BUILTIN_LOCALE_SINCE:
            locale = ["--locale=C.UTF-8"]
        command = [*self.identity.prefix, binaries.program("initdb"), "-D", str(folder), "-U", "postgres", "-E", "UTF8"]
        command += ["--no-instructions", *login, *locale, *([] if self.durable else ["--no-sync"])]
        made = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=folder, **self.identity.options()
        )
        if made.returncode != 0:
            raise CannotStart(
                f"PostgreSQL could not make its data folder {folder}: {made.stderr.strip().splitlines()[-1]}"
            )

    def command(self) -> tuple[str, ...]:
        """The server itself, in the foreground: a direct child of whoever starts it."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": "",  # a socket's path may be too long for the system
            "max_connections": 200,
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "shared_buffers": "64MB",
                "max_wal_size": "128MB",
            }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return (*self.identity.prefix, self.binaries.program("postgres"), "-D", str(self.directory), *options)

    def clear_leftovers(self) -> None:
        """End what an earlier run left: its server, orphaned sessions holding shared memory, the pid file."""
        evict(self.directory, politely=self._recorded_server(), by=STOP_SIGNAL)
        (self.directory / "postmaster.pid").unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """Whether the running server says that it accepts connections."""
        lines = self._pid_file()
        return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"

    def start(self, *, tethered: bool = True, patience: float = 60.0) -> None:
        """Make the data if needed, start the server and wait until it accepts connections."""
        self.initialise()
        self.clear_leftovers()
        self._process = launched(
            self.command(), self.directory, STOP_SIGNAL if tethered else None, **self.identity.options()
        )
        wait_for(self.is_ready, self._process, self.directory, patience)

    def stop(self) -> None:
        """Stop the server, whoever started it, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(STOP_SIGNAL)
            self._process.wait(timeout=30)
            self._process = None
        self.clear_leftovers()

    def discard(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        shutil.rmtree(self.directory, ignore_errors=True)

    def _recorded_server(self) -> list[int]:
        return [int(line) for line in self._pid_file()[:1] if line.strip().isdigit()]

    def _pid_file(self) -> list[str]:
        try:
            return (self.directory / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []
